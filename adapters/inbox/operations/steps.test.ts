import { sql } from 'kysely';
import { sampleFeed } from '../sample-feed';
import { createInboxOperations } from '.';
import { ADA, AT, inboxUnderTest, WHY } from './operations-under-test';

const inbox = inboxUnderTest();

it('puts the one message whose application fails on record, and does the others', async () => {
  const feed = sampleFeed();
  await inbox.open(feed);
  await inbox.keep(feed, ...[1, 2, 3].map((n) => ({ id: `A${n}`, person: `${n}` })));
  await inbox.drain();
  const failing = createInboxOperations({
    ...inbox.meansFor(feed),
    apply: (_trx, { seq }) => (seq === 2 ? Promise.reject(new TypeError('SECRET')) : Promise.resolve()),
  });
  const record = await failing.run({ action: 'replay', seqs: [1, 2, 3, 99], selection: {}, by: ADA, reason: WHY });
  await failing.close();
  expect(record).toMatchObject({ done: 2, finishedAt: AT });
  expect(record.notDone).toEqual([
    { id: 'm_2', why: 'it could not be done: TypeError' },
    { id: 'm_99', why: 'there is no such message' },
  ]);
});

it('goes on in the background with more than a thousand, and another process goes on where one stopped', async () => {
  const feed = sampleFeed();
  await inbox.keep(feed, ...Array.from({ length: 30 }, (_, n) => ({ id: `A${n}`, person: `${n}` })));
  await sql`insert into message (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application,
      sending_facility, message_type, trigger_event, control_id, processing_id, version, accepted, partition_keys, state)
    select feed, instance, received_at, peer, bytes, charset, sha256(n::text::bytea), sending_application,
      sending_facility, message_type, trigger_event, 'X' || n, processing_id, version, accepted, partition_keys, 'held'
    from message, generate_series(1, 1100) n where control_id = 'A1'`.execute(inbox.store.db);
  const { rows } = await sql<{ seq: number }>`select seq from message where state = 'held'`.execute(inbox.store.db);
  const seqs = rows.map(({ seq }) => seq);
  const first = createInboxOperations(inbox.meansFor(feed));
  const record = await first.run({ action: 'dismiss', seqs, selection: {}, by: ADA, reason: WHY });
  expect(record).toMatchObject({ selected: 1_100, finishedAt: null });
  await first.close();
  inbox.operations.resume();
  await inbox.operations.settled();
  const row = await inbox.store.db.selectFrom('message_action').selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ done: 1_100, not_done: [] });
  expect(row.finished_at).not.toBeNull();
  const told = await sql<{ n: number }>`select count(*)::int as n from message_happening where what = 'dismissed'`.execute(inbox.store.db); // prettier-ignore
  expect(told.rows[0]?.n).toBe(1_100);
  expect(await inbox.store.db.selectFrom('message_action_step').selectAll().execute()).toEqual([]);
});
