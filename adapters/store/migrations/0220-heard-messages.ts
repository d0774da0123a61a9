import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * A feed is heard by messages that were taken from it. The envelope of a batch is no message, and may bring none that is
 * taken, or those of another feed.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create index message_heard on message (feed, seq)
    where accepted and state in ('translated', 'held', 'superseded')`.execute(db);
  await sql`create or replace view feed as
    select f.name, f.instance, last.received_at as last_heard_at, waiting.received_at as behind_since
    from known_feed f left join lateral (
      select m.received_at from message m
      where m.feed = f.name and m.accepted and m.state in ('translated', 'held', 'superseded')
      order by m.seq desc limit 1
    ) last on true left join lateral (
      select m.received_at from backlog b
      join message m on m.seq = b.since
      left join partition p on p.feed = b.feed and p.key = b.key
      where b.feed = f.name and b.pending > 0 and p.blocked is not true
      order by b.since limit 1
    ) waiting on true`.execute(db);
  await sql`drop index message_settled`.execute(db);
};
