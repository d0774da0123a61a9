import { sql } from 'kysely';
import type { Instant } from '../../schema/time';
import { HOUR } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { planOf } from '../../test/query-plan';
import { countHeld, createRecordsHeld, MANY } from './records-held';

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  const { db } = fresh.store;
  await sql`insert into person (id, created_at) values ('pt_1', now())`.execute(db);
  await sql`insert into person_record (instance, record_id, person_id, own_person_id, trace_status, retired)
    select 'pas@RWE', 'r' || n, 'pt_1', 'pt_' || n, case when n < 3 then '01' else '03' end, n = 2
    from generate_series(1, 3) n`.execute(db);
});
afterEach(() => fresh.drop());

const tell = (instance: string, record: string | null, from: number, to: number) =>
  sql`insert into projection (instance, kind, key, stream, record_id, organisation, from_at, open, sensitive, body)
    select ${instance}, 'encounters', 'k' || n, 's', ${record}::text, 'RWE', now(), false, false, '{}'
    from generate_series(${from}::int, ${to}::int) n`.execute(fresh.store.db);

/** A clock that is put forward by hand. */
const handSet = () => {
  let at = Date.parse('2026-11-20T10:00:00.000Z');
  return { millis: () => at, forward: (ms: number) => (at += ms) };
};

test('records are counted by system, and those of people whose number was traced and who were not retired apart', async () => {
  await tell('pas@RWE', 'r1', 1, 4);
  await tell('pas@RWE', 'r2', 5, 6);
  await tell('pas@RWE', 'r3', 7, 7);
  await tell('lims@RWE', null, 1, 2);
  const { held, at } = await createRecordsHeld(fresh.store, handSet())();
  expect(held.get('pas@RWE')).toMatchObject({ records: 7, verified: 4 });
  expect(held.get('lims@RWE')).toMatchObject({ records: 2, verified: 0 });
  expect(at).toBe('2026-11-20T10:00:00.000Z' as Instant);
});

test('a small installation is counted each time', async () => {
  const recordsHeld = createRecordsHeld(fresh.store, handSet());
  await tell('pas@RWE', 'r1', 1, 4);
  await recordsHeld();
  await tell('pas@RWE', 'r1', 5, 5);
  expect((await recordsHeld()).held.get('pas@RWE')?.records).toBe(5);
});

test('one with more than many records is counted once an hour, and says when', async () => {
  const clock = handSet();
  const recordsHeld = createRecordsHeld(fresh.store, clock);
  await tell('pas@RWE', 'r1', 1, MANY + 1);
  const first = await recordsHeld();
  await tell('pas@RWE', 'r1', MANY + 2, MANY + 2);
  clock.forward(HOUR - 1);
  expect(await recordsHeld()).toEqual(first);
  clock.forward(1);
  const next = await recordsHeld();
  expect(next.held.get('pas@RWE')?.records).toBe(MANY + 2);
  expect(next.at).toBe('2026-11-20T11:00:00.000Z' as Instant);
});

test('the read models are gone through once, however many systems there are', async () => {
  await tell('pas@RWE', 'r1', 1, 10);
  await tell('lims@RWE', 'r1', 1, 10);
  const plan = await planOf(fresh.store.db, countHeld());
  expect(plan.match(/ on projection\b/g)).toHaveLength(1);
});
