import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import type { ReportStatus } from '../../schema/clinical/pathology';
import type { DomainEvent } from '../../schema/events';
import type { PersonId } from '../../schema/identifiers';
import { instantOf } from '../../schema/time';
import type { Instant } from '../../schema/time';
import { createIdentityIndex } from '../identity';
import type { Heard } from './heard';
import { createProjector } from './projector';
import type { Projector } from './projector';

/** A laboratory finds a specimen mislabelled, and tells its number of somebody else. */

const NOW = '2026-11-20T10:00:00.000Z' as Instant;
const at = (minute: number): Instant => instantOf(Date.parse(NOW) + minute * 60_000);
const clock = fixedClock(NOW);

let fresh: FreshDatabase;
let projector: Projector;
beforeAll(async () => {
  fresh = await freshDatabase();
  projector = createProjector({ people: createIdentityIndex({ store: fresh.store, clock }) });
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  for (const table of ['event', 'projection', 'person_record', 'person'] as const)
    await fresh.store.db.deleteFrom(table).execute();
});

const report = (recordId: string, fillerNumber = 'F', status: ReportStatus = 'final'): readonly DomainEvent[] => [
  { kind: 'person-updated', recordId, occurredAt: NOW, create: true, patch: {} },
  {
    ...{ kind: 'lab-reported', recordId, fillerNumber, status, issued: NOW, occurredAt: NOW, laboratory: 'RWE' },
    ...{ code: { text: 'U&E', codings: [] }, organisms: [], retracted: false },
    results: [
      {
        ...{ key: 'K', code: { text: 'Potassium', codings: [] }, status: 'final', valueText: `6.1 of ${recordId}` },
        ...{ referenceRanges: [], notes: [] },
      },
    ],
  },
];

const message = (seq: number, events: readonly DomainEvent[]): Heard => ({
  ...{ instance: 'lims@RWE', feed: 'lims', seq, messageId: `m${seq}`, heardAt: NOW, events },
});
const hear = async (seq: number, events: readonly DomainEvent[]): Promise<readonly PersonId[]> =>
  (await fresh.store.db.transaction().execute((trx) => projector.apply(trx, message(seq, events)))).people;

const rows = (): Promise<readonly object[]> =>
  fresh.store.db.selectFrom('projection').selectAll().orderBy('kind').orderBy('key').execute();
const standing = async (): Promise<unknown> =>
  Object.fromEntries(
    (
      await fresh.store.db
        .selectFrom('projection')
        .select(['record_id', 'body'])
        .where('kind', '=', 'lab-reports')
        .execute()
    ).map(({ record_id, body }) => [record_id, (body as { status: ReportStatus }).status]),
  );

test('whoever it was told of first has it withdrawn, and no cache of either outlives it', async () => {
  const [first] = await hear(1, report('RWE|S1'));
  const [second] = await hear(2, report('RWE|S2', 'OTHER'));
  const epochs = async () =>
    new Map((await fresh.store.db.selectFrom('person').select(['id', 'epoch']).execute()).map((one) => [one.id, one.epoch])); // prettier-ignore
  const before = await epochs();
  expect([...(await hear(3, report('RWE|S2')))].sort()).toEqual([first, second].sort());
  const after = await epochs();
  for (const id of [first, second]) expect(after.get(`${id}`)).toBe((before.get(`${id}`) ?? 0) + 1);
  expect(JSON.stringify(await rows())).not.toContain('6.1 of RWE|S1');
});

test('an order that is told of somebody else is open of the first no more, and both are read anew', async () => {
  const order = (recordId: string, minute: number): readonly DomainEvent[] => [
    { kind: 'person-updated', recordId, occurredAt: NOW, create: true, patch: {} },
    {
      ...{ kind: 'ordered', recordId, discipline: 'pathology', occurredAt: at(minute) },
      order: { placerNumber: 'P', status: 'active', code: { text: 'U&E', codings: [] }, orderedAt: at(minute) },
    },
  ];
  const [first] = await hear(1, order('RWE|S1', -60));
  const people = await hear(2, order('RWE|S2', -50));
  expect(people).toContain(first);
  expect(people).toHaveLength(2);
  const orders = await fresh.store.db.selectFrom('projection').select(['record_id', 'open']).where('kind', '=', 'lab-orders').orderBy('record_id').execute(); // prettier-ignore
  expect(orders).toEqual([
    { record_id: 'RWE|S1', open: false },
    { record_id: 'RWE|S2', open: true },
  ]);
});

test.each([
  ['that names somebody else after all', report('RWE|S3')],
  ['of another number after all', report('RWE|S2', 'OTHER')],
  ['that says nothing after all', []],
])('a message %s restores what held before it', async (_, again) => {
  await hear(1, report('RWE|S1', 'F', 'preliminary'));
  await hear(2, report('RWE|S1'));
  await hear(3, report('RWE|S2'));
  expect(await standing()).toEqual({ 'RWE|S1': 'entered-in-error', 'RWE|S2': 'final' });
  const people = await hear(3, again);
  const epochs = (await fresh.store.db.selectFrom('person_record').select('person_id').where('record_id', 'in', ['RWE|S1', 'RWE|S2']).execute()); // prettier-ignore
  for (const { person_id } of epochs) expect(people).toContain(person_id);
  const now = await rows();
  for (const table of ['event', 'projection'] as const) await fresh.store.db.deleteFrom(table).execute();
  await hear(1, report('RWE|S1', 'F', 'preliminary'));
  await hear(2, report('RWE|S1'));
  await hear(3, again);
  const reportsOf = (all: readonly object[]) => all.filter((row) => 'kind' in row && row.kind === 'lab-reports');
  expect(reportsOf(now)).toEqual(reportsOf(await rows()));
});

test('two specimens swapped are put right by two workers at once, and neither waits for the other for good', async () => {
  for (let turn = 0; turn < 20; turn += 1) {
    const [one, other, seq] = [`RWE|A${turn}`, `RWE|B${turn}`, turn * 4 + 1];
    const [f, g] = [`F${turn}`, `G${turn}`];
    await hear(seq, report(one, f));
    await hear(seq + 1, report(other, g));
    await Promise.all([hear(seq + 2, report(other, f)), hear(seq + 3, report(one, g))]);
    const found = (await fresh.store.db.selectFrom('projection').select(['key', 'body']).where('record_id', 'in', [one, other]).where('kind', '=', 'lab-reports').execute()); // prettier-ignore
    expect(new Map(found.map(({ key, body }) => [key, (body as { status: ReportStatus }).status]))).toEqual(
      new Map([
        [`${one}|RWE|${f}`, 'entered-in-error'],
        [`${other}|RWE|${f}|2`, 'final'],
        [`${other}|RWE|${g}`, 'entered-in-error'],
        [`${one}|RWE|${g}|2`, 'final'],
      ]),
    );
  }
});
