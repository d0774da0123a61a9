import type { MigrationRoute } from '../../schema/migration/route-moves';
import type { Agreement } from '../../schema/migration/evidence';
import { routesReport } from './reports';

const ROUTE = { id: 'RWE/wards/inpatient-record', stage: 'shadow', sites: [] } as Partial<MigrationRoute> as MigrationRoute; // prettier-ignore

const matchedPercent = (records: number, matchedRecords: number): string | undefined => {
  const agreement: Agreement = {
    ...{ outcomes: new Map(), severities: new Map(), fields: [], noise: null, reads: null, losses: new Map() },
    ...{ records, matchedRecords },
  };
  return routesReport([{ route: ROUTE, readiness: null, agreement }])
    .trim()
    .split(',')
    .at(-1);
};

test('a hundred per cent agree only where all do', () => {
  expect(matchedPercent(50_000, 50_000)).toBe('100.00');
  expect(matchedPercent(50_000, 49_999)).toBe('99.99');
  expect(matchedPercent(3, 2)).toBe('66.66');
});
