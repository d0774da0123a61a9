import { sql } from 'kysely';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { relatedTo } from './related';

/** However much a sender repeats itself, a page shows what a page can. */
let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  const { db } = fresh.store;
  await sql`insert into message (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application,
      sending_facility, message_type, trigger_event, control_id, processing_id, version, accepted, partition_keys, state,
      conflicts_with, batch)
    select 'lims', 'lims@RWE', now(), 'p', 'x', 'utf-8', decode(md5(n::text), 'hex'), 'A', 'B', 'ORU', 'R01', '1', 'P',
      '2.4', true, '{}', 'translated', case when n between 1001 and 2000 then 1 end, case when n > 2000 then 2 end
    from generate_series(1, 3000) n`.execute(db);
  await sql`insert into event (instance, feed, seq, idx, stream, message_id, occurred_at, kind, body)
    select 'lims@RWE', 'lims', n, 0, 'lab|RWE|S1|F1', 'm_' || n, now(), 'lab-reported', '{}'
    from generate_series(501, 1500) n`.execute(db);
});
afterAll(() => fresh.drop());

/** What is related, and how many rows were fetched for it. */
const related = async (...seqs: readonly number[]) => {
  let fetched = 0;
  const counted = fresh.store.db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: ({ result }) => {
      fetched += result.rows.length;
      return Promise.resolve(result);
    },
  });
  const found = await relatedTo(counted, seqs);
  const of = (seq: number) => (found.get(seq) ?? []).map(({ relation, row }) => [relation, row.seq] as const);
  return { of, fetched: () => fetched };
};
const firstOf = (relation: string, from: number, count: number) =>
  Array.from({ length: count }, (_, at) => [relation, from + at]);

test.each([
  ['a control id used for all', 1, firstOf('conflicted-by', 1001, 200)],
  ['a large batch', 2, firstOf('same-batch', 2001, 200)],
  ['a message of a large batch', 2500, firstOf('same-batch', 2, 1).concat(firstOf('same-batch', 2001, 199))],
  ['the first of a report told again and again', 501, firstOf('corrected-by', 502, 200)],
  ['the last of a report told again and again', 1500, [['conflicts-with', 1], ...firstOf('corrects', 501, 199)]],
  ['one in the middle, told anew more than a page shows', 900, firstOf('corrected-by', 901, 200)],
  ['one told anew fewer times', 1450, [['conflicts-with', 1], ...firstOf('corrected-by', 1451, 50), ...firstOf('corrects', 501, 149)]], // prettier-ignore
])('of %s, the first 200 are told and no more are looked up', async (_, seq, expected) => {
  const { of, fetched } = await related(seq);
  expect(of(seq)).toEqual(expected);
  expect(fetched()).toBeLessThan(1_000);
});

test('several are asked of at once, and each has its own', async () => {
  const { of, fetched } = await related(1, 2, 500, 501);
  expect([1, 2, 500, 501].map((seq) => of(seq).length)).toEqual([200, 200, 0, 200]);
  expect(fetched()).toBeLessThan(2_000);
});
