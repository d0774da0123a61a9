import { sql } from 'kysely';
import type { MessageFilter } from '../../schema/messages';
import { DAY, HOUR, instantOf, MINUTE, type Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { rowsRead } from '../../test/query-plan';
import { conditionsOf, whereOf } from './filter';
import { pageOf } from './search';

/** Two months of messages, of which many came twice, and few wait or are held. */
const MESSAGES = 20_000;
const NEWEST = '2026-11-20T10:00:00.000Z' as Instant;

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  const { db } = fresh.store;
  await sql`insert into message
    (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application, sending_facility, message_type,
      trigger_event, control_id, processing_id, version, accepted, partition_keys, state, repeats)
    select 'pas@RWE', 'pas@RWE', ${NEWEST}::timestamptz - (${MESSAGES} - n) * interval '4 minutes', '', 'MSH', 'utf-8',
      int4send(n), 'PAS', 'RWE', 'ADT', 'A31', 'C' || n, 'P', '2.4', true, '{}', 'translated', (n % 10 = 0)::int
    from generate_series(1, ${MESSAGES}) n`.execute(db);
  await sql`vacuum analyze message`.execute(db);
});
afterAll(() => fresh.drop());

/** Messages that were read from the table or one of its indexes, whether they were found or not. */
const lookedAt = (filter: MessageFilter): Promise<number> =>
  rowsRead(fresh.store.db, pageOf(filter, 'newest-first', null, 51), 'message');

test.each<[string, MessageFilter]>([
  ['that wait', { states: ['received'] }],
  ['that were superseded', { states: ['superseded'] }],
  ['that are held', { states: ['held'] }],
  ['that wait for a merge', { problems: ['waiting-for-merge'] }],
])('messages %s are found by their state, and nothing that ever came twice is looked at', async (_, filter) => {
  expect(await lookedAt(filter)).toBe(0);
});

/** A day's messages. Each is counted for the first and the last of a window, and so are those beside it. */
const A_DAY = 360;
const BESIDE = 210;
const at = (moment: string): Instant => `2026-${moment}T00:00:00.000Z` as Instant;

test.each<[string, NonNullable<MessageFilter['received']>, number]>([
  ['in a day', { from: at('10-01'), to: at('10-02') }, 3 * A_DAY],
  ['in a fortnight', { from: at('10-01'), to: at('10-15') }, 16 * A_DAY],
  ['before a day', { to: at('09-28') }, 6 * A_DAY],
  ['since a day', { from: at('11-17') }, 6 * A_DAY],
])('messages that arrived %s are looked for among those, even where there is none', async (_, received, most) => {
  expect(await lookedAt({ received })).toBeLessThanOrEqual(Math.min(most, 3 * A_DAY) + BESIDE);
  expect(await lookedAt({ received, sendingApplication: 'NOBODY' })).toBeLessThanOrEqual(most + BESIDE);
});

test('a window that nothing arrived in finds nothing, and one around all finds all', async () => {
  const found = async (received: NonNullable<MessageFilter['received']>): Promise<number> => {
    const { rows } = await sql<{ found: number }>`
      select count(*)::integer as found from message m ${whereOf(conditionsOf({ received }))}`.execute(fresh.store.db);
    return rows[0]?.found ?? NaN;
  };
  const first = instantOf(Date.parse(NEWEST) - (MESSAGES - 1) * 4 * MINUTE);
  const [past, future] = [instantOf(Date.parse(first) - 9 * DAY), instantOf(Date.parse(NEWEST) + 9 * DAY)];
  expect(await found({ from: past, to: future })).toBe(MESSAGES);
  expect(await found({ from: first })).toBe(MESSAGES);
  expect(await found({ to: NEWEST })).toBe(MESSAGES - 1);
  expect(await found({ from: NEWEST })).toBe(1);
  expect(await found({ from: past, to: first })).toBe(0);
  expect(await found({ to: first })).toBe(0);
  expect(await found({ from: instantOf(Date.parse(NEWEST) + 1) })).toBe(0);
  expect(await found({ from: at('10-10'), to: at('10-01') })).toBe(0);
});

const moved = async (first: number, last: number, byMs: number): Promise<void> => {
  await sql`update message set received_at = received_at + ${byMs}::bigint * interval '1 millisecond'
    where seq between ${first} and ${last}`.execute(fresh.store.db);
};

const numbersIn = async (received: NonNullable<MessageFilter['received']>): Promise<readonly number[]> => {
  const { rows } = await sql<{ seq: number }>`
    select m.seq from message m ${whereOf(conditionsOf({ received }))} order by m.seq`.execute(fresh.store.db);
  return rows.map(({ seq }) => Number(seq));
};

test('one that was numbered hours after those that arrived with it is in its window', async () => {
  const arrivedAt = Date.parse(NEWEST) - (MESSAGES - 19_000) * 4 * MINUTE - 12 * HOUR;
  await moved(19_000, 19_000, -12 * HOUR);
  for (const days of [1, 9]) {
    const found = await numbersIn({ from: instantOf(arrivedAt - days * DAY), to: instantOf(arrivedAt + 1) });
    expect(found).toContain(19_000);
    expect(found).toHaveLength(days * A_DAY + 2);
  }
  await moved(19_000, 19_000, 12 * HOUR);
});

test.each([
  ['years behind', -900 * DAY],
  ['years ahead', 900 * DAY],
])('a clock that was %s for a while keeps nothing out of a window around all', async (_, byMs) => {
  await moved(10_000, 10_499, byMs);
  const [past, future] = [instantOf(Date.parse(NEWEST) - 999 * DAY), instantOf(Date.parse(NEWEST) + 999 * DAY)];
  expect(await numbersIn({ from: past })).toHaveLength(MESSAGES);
  expect(await numbersIn({ to: future })).toHaveLength(MESSAGES);
  expect(await numbersIn({ from: past, to: future })).toHaveLength(MESSAGES);
  await moved(10_000, 10_499, -byMs);
});
