import { sql } from 'kysely';
import type { MessageFilter } from '../../schema/messages';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { pageOf } from './search';

/** Two months of messages, of which many came twice, and few wait or are held. */
const MESSAGES = 20_000;

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  const { db } = fresh.store;
  await sql`insert into message
    (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application, sending_facility, message_type,
      trigger_event, control_id, processing_id, version, accepted, partition_keys, state, repeats)
    select 'pas@RWE', 'pas@RWE', timestamptz '2026-11-20 10:00Z' - (${MESSAGES} - n) * interval '4 minutes', '', 'MSH', 'utf-8',
      int4send(n), 'PAS', 'RWE', 'ADT', 'A31', 'C' || n, 'P', '2.4', true, '{}', 'translated', (n % 10 = 0)::int
    from generate_series(1, ${MESSAGES}) n`.execute(db);
  await sql`vacuum analyze message`.execute(db);
});
afterAll(() => fresh.drop());

interface PlanNode {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Relation Name'?: string;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** Messages that were read from the table or one of its indexes, whether they were found or not. */
const looked = (node: PlanNode): number =>
  (node['Relation Name'] === 'message'
    ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    : 0) + (node.Plans ?? []).reduce((sum, each) => sum + looked(each), 0);

const lookedAt = async (filter: MessageFilter): Promise<number> => {
  const { rows } = await sql<{ 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }] }>`
    explain (analyze, format json) ${pageOf(filter, 'newest-first', null, 51)}`.execute(fresh.store.db);
  const [row] = rows;
  if (row === undefined) throw new Error('the server explained nothing');
  return looked(row['QUERY PLAN'][0].Plan);
};

test.each<[string, MessageFilter]>([
  ['that wait', { states: ['received'] }],
  ['that were superseded', { states: ['superseded'] }],
  ['that are held', { states: ['held'] }],
  ['that wait for a merge', { problems: ['waiting-for-merge'] }],
])('messages %s are found by their state, and nothing that ever came twice is looked at', async (_, filter) => {
  expect(await lookedAt(filter)).toBe(0);
});

test('messages of a day long ago are looked for among those of the day', async () => {
  const received = { from: '2026-10-01T00:00:00.000Z' as Instant, to: '2026-10-02T00:00:00.000Z' as Instant };
  // 360 came on that day: each is counted for the first and the last of them.
  expect(await lookedAt({ received })).toBeLessThanOrEqual(3 * 360);
  expect(await lookedAt({ received, sendingApplication: 'NOBODY' })).toBeLessThanOrEqual(3 * 360);
});
