import type { Agreement } from '../../schema/migration/evidence';
import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import type { SubgraphContext } from '../subgraph';
import { evidenceFields } from './evidence';

/** As the field `agreement` of a route says it. */
const said = async (records: number, matchedRecords: number): Promise<unknown> => {
  const agreement: Agreement = {
    ...{ outcomes: new Map(), severities: new Map(), fields: [], noise: null, reads: null, losses: new Map() },
    ...{ records, matchedRecords },
  };
  const context = {
    door: { migration: { evidence: { agreement: () => Promise.resolve(agreement) } } },
    ask: { clock: fixedClock('2026-11-20T10:00:00.000Z' as Instant) },
  } as unknown as SubgraphContext;
  return evidenceFields.MigrationRoute.agreement({ id: 'RWE/wards/inpatient-record' }, {}, context, undefined as never);
};

test('a hundred per cent agree only where all do', async () => {
  expect(await said(50_000, 50_000)).toMatchObject({ matchedPercent: '100.00' });
  expect(await said(50_000, 49_999)).toMatchObject({ matchedPercent: '99.99' });
});
