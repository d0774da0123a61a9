import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * A heartbeat (NMD^N02) that comes again is a heartbeat: a sender may have but one, and never change it. Any other message
 * that comes again tells nothing new, and its feed is not heard by it.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create index message_heartbeat_again on message (feed, last_repeat_at)
    where accepted and message_type = 'NMD' and trigger_event = 'N02' and last_repeat_at is not null`.execute(db);
  await sql`create or replace view feed as
    select f.name, f.instance, greatest(last.received_at, again.last_repeat_at) as last_heard_at,
      waiting.received_at as behind_since
    from known_feed f left join lateral (
      select m.received_at from message m
      where m.feed = f.name and m.accepted and m.state in ('translated', 'held', 'superseded')
      order by m.seq desc limit 1
    ) last on true left join lateral (
      select m.last_repeat_at from message m
      where m.feed = f.name and m.accepted and m.message_type = 'NMD' and m.trigger_event = 'N02'
        and m.last_repeat_at is not null and m.state in ('translated', 'held', 'superseded')
      order by m.last_repeat_at desc limit 1
    ) again on true left join lateral (
      select m.received_at from backlog b
      join message m on m.seq = b.since
      left join partition p on p.feed = b.feed and p.key = b.key
      where b.feed = f.name and b.pending > 0 and p.blocked is not true
      order by b.since limit 1
    ) waiting on true`.execute(db);
};
