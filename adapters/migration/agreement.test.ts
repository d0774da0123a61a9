import { freshDatabase, type FreshDatabase } from '../../test/database';
import type { ReadFate } from '../../schema/migration/evidence';
import { instantOf, MINUTE, type Instant } from '../../schema/time';
import { readAgreement } from './agreement';

const ROUTE = 'RWE/bed-state/inpatient-record';
const AT = '2026-11-20T10:00:00.000Z' as Instant;

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('says how much was compared of how much was read, and what of that was lost, within the window', async () => {
  const rows = (minutesAgo: number, counts: Partial<Record<ReadFate, number>>, route = ROUTE) =>
    Object.entries(counts).map(([fate, reads]) => ({
      ...{ route, fate, reads: String(reads) },
      minute: instantOf(Date.parse(AT) - minutesAgo * MINUTE),
    }));
  await database.store.db
    .insertInto('shadow_read')
    .values([
      ...rows(1, { compared: 30, paced: 900, unsettled: 2 }),
      ...rows(2, { compared: 10, paced: 50, 'queue-full': 10 }),
      ...rows(90, { compared: 500 }),
      ...rows(1, { compared: 7 }, 'RWE/wards/inpatient-record'),
    ])
    .execute();
  const window = { from: instantOf(Date.parse(AT) - 60 * MINUTE), to: AT };
  const { reads, losses } = await readAgreement(database.store, { route: ROUTE, window });
  // What was lost of compared reads was read once, and is not read again.
  expect(reads).toEqual({ all: 1_000, compared: 40 });
  expect([...losses]).toEqual([
    ['paced', 950],
    ['queue-full', 10],
    ['unsettled', 2],
  ]);
  const rehearsed = await readAgreement(database.store, { route: ROUTE, rehearsal: 1 });
  expect([rehearsed.reads, rehearsed.losses.size]).toEqual([null, 0]);
});

test('what was compared before another candidate was planned says nothing of that one', async () => {
  const { db } = database.store;
  const planned = instantOf(Date.parse(AT) - 30 * MINUTE);
  const id = { organisation: 'RWE', capability: 'encounters', role: 'inpatient-record' };
  const pair = { control: 'nervecentre@RWE', candidate: 'next@RWE', stage: 'off', needed: true };
  const moved = { moved_by: 'Mina', at: planned, planned_at: planned, why: 'so' };
  await db.insertInto('route').values({ ...id, ...pair, ...moved }).execute();
  const route = Object.values(id).join('/');
  const at = (minutesAgo: number) => ({ route, minute: instantOf(Date.parse(AT) - minutesAgo * MINUTE) });
  const found = { origin: 'live', rehearsal: 0, outcome: 'matched', comparisons: 1, records: 1, mismatched: 0 };
  await db.insertInto('shadow_count').values([40, 31, 29].map((ago) => ({ ...at(ago), ...found }))).execute();
  await db.insertInto('shadow_read').values([40, 29].map((ago) => ({ ...at(ago), fate: 'compared', reads: '1' }))).execute();
  const window = { from: instantOf(Date.parse(AT) - 60 * MINUTE), to: AT };
  const { records, reads } = await readAgreement(database.store, { route, window });
  expect([records, reads]).toEqual([1, { all: 1, compared: 1 }]);
}); // prettier-ignore

test('counts as agreed only what both told: what the candidate failed to tell is not, and of what the control did not nothing is said', async () => {
  const counted = (outcome: string, records: number, mismatched = 0) => ({
    ...{ route: 'RWE/wards/counted', minute: instantOf(Date.parse(AT) - MINUTE), origin: 'live', rehearsal: 0 },
    ...{ outcome, comparisons: 1, records, mismatched },
  });
  await database.store.db
    .insertInto('shadow_count')
    .values([
      counted('matched', 3),
      counted('ignored', 2),
      counted('mismatched', 4, 1),
      counted('candidate-failed', 5, 5),
      ...['in-flight', 'control-failed'].map((outcome) => counted(outcome, 10)),
    ])
    .execute();
  const window = { from: instantOf(Date.parse(AT) - 60 * MINUTE), to: AT };
  const { records, matchedRecords } = await readAgreement(database.store, { route: 'RWE/wards/counted', window });
  expect([records, matchedRecords]).toEqual([14, 8]);
});

test('a critical difference that is seldom is not hidden by harmless ones that are many', async () => {
  const differs = (field: string, severity: string, differences: number) => ({
    ...{ route: 'RWE/encounters/differs', minute: instantOf(Date.parse(AT) - MINUTE), origin: 'live', rehearsal: 0 },
    ...{ field, severity, differences },
  });
  const many = Array.from({ length: 120 }, (_, number) => differs(`field${number}`, 'minor', 50));
  await database.store.db
    .insertInto('shadow_field_count')
    .values([...many, differs('subject', 'critical', 1)])
    .execute();
  const window = { from: instantOf(Date.parse(AT) - 60 * MINUTE), to: AT };
  const { fields } = await readAgreement(database.store, { route: 'RWE/encounters/differs', window });
  expect(fields[0]).toEqual({ field: 'subject', severity: 'critical', count: 1 });
});
