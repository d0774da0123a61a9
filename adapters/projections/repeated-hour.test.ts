import { freshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import type { PersonId } from '../../schema/identifiers';
import { DAY } from '../../schema/time';
import type { Instant } from '../../schema/time';
import { createIdentityIndex } from '../identity';
import { createProjectionReader } from './projection-reader';
import { createProjector } from './projector';
import type { ProjectionReader } from './reader';

const NOW = '2026-10-25T01:20:00.000Z' as Instant;
const clock = fixedClock(NOW);
const MAVIS = {
  ...{ id: 'pt_1' as PersonId, mergedIds: [], nhsNumberVerified: false, identifiers: [], restricted: false, epoch: 1 },
  records: [{ instance: 'lims@RWE' as const, recordId: 'RWE|S1' }],
};

let drop: () => Promise<void>;
let reader: ProjectionReader;
beforeAll(async () => {
  const { store, drop: dropped } = await freshDatabase();
  drop = dropped;
  reader = createProjectionReader({ store, instance: 'lims@RWE', silenceMs: DAY, clock });
  const reported = (fillerNumber: string, issued: string) => ({
    ...{ kind: 'lab-reported' as const, recordId: 'RWE|S1', fillerNumber, status: 'final' as const },
    ...{ code: { text: 'Potassium', codings: [] }, laboratory: 'LRI', results: [], organisms: [], retracted: false },
    ...{ occurredAt: issued as Instant, issued: issued as Instant },
  });
  const projector = createProjector({ people: createIdentityIndex({ store, clock }) });
  await store.db.transaction().execute((trx) =>
    projector.apply(trx, {
      ...{ instance: 'lims@RWE', feed: 'lims', seq: 1, messageId: 'm1', heardAt: NOW },
      events: [
        reported('before', '2026-10-24T22:30:00.000Z'),
        reported('either', '2026-10-25T00:30:00.000Z'),
        reported('later', '2026-10-25T01:10:00.000Z'),
      ],
    }),
  );
  await store.db.insertInto('known_feed').values({ name: 'lims', instance: 'lims@RWE' }).execute();
  await store.db
    .insertInto('message')
    .values({
      ...{ feed: 'lims', instance: 'lims@RWE', received_at: NOW, peer: '', charset: 'utf8', accepted: true },
      ...{ bytes: Buffer.from('x'), content_hash: Buffer.from('x'), sending_application: '', sending_facility: '' },
      ...{ message_type: 'ORU', trigger_event: 'R01', control_id: '', processing_id: 'P', version: '2.5.1' },
      ...{ partition_keys: [], state: 'translated', reason: null, told_code: null, told_text: null },
      conflicts_with: null,
    })
    .execute();
});
afterAll(() => drop());

const read = async (from: string, to: string) => {
  const window = { from: from as Instant, to: to as Instant };
  const [answer] = await reader.forPeople('lab-reports', [MAVIS], { window });
  if (answer?.kind !== 'found') throw new Error('The laboratory is heard');
  return {
    reports: answer.value.map(({ fillerNumber }) => fillerNumber),
    warnings: answer.warnings.map(({ code }) => code),
    complete: answer.complete,
  };
};

test('what may have been reported in a window is in it, with a warning that it may be an hour later', async () => {
  expect(await read('2026-10-25T01:00:00.000Z', '2026-10-25T02:00:00.000Z')).toEqual({
    ...{ reports: ['later', 'either'], warnings: ['HOUR_REPEATED'], complete: true },
  });
  expect(await read('2026-10-25T00:45:00.000Z', '2026-10-25T02:00:00.000Z')).toMatchObject({
    reports: ['later', 'either'],
  });
});

test('times that name one moment carry no warning', async () => {
  expect(await read('2026-10-24T22:00:00.000Z', '2026-10-25T00:00:00.000Z')).toEqual({
    ...{ reports: ['before'], warnings: [], complete: true },
  });
});
