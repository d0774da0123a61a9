import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * A feed that was renamed, or taken out of the settings, is never heard again: its silence would make everything stale that
 * its instance's other feeds tell. And one that was moved to another instance has told that one nothing before it moved.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table known_feed
    add column in_settings boolean not null default true,
    add column moved_at bigint not null default 0`.execute(db);
  await sql`create or replace view feed as
    select f.name, f.instance, greatest(last.received_at, again.last_repeat_at) as last_heard_at,
      waiting.received_at as behind_since,
      f.in_settings or not exists (
        select 1 from known_feed other where other.instance = f.instance and other.in_settings
      ) as is_awaited
    from known_feed f left join lateral (
      select m.received_at from message m
      where m.feed = f.name and m.seq > f.moved_at and m.accepted and m.state in ('translated', 'held', 'superseded')
      order by m.seq desc limit 1
    ) last on true left join lateral (
      select m.last_repeat_at from message m
      where m.feed = f.name and m.seq > f.moved_at and m.accepted and m.message_type = 'NMD' and m.trigger_event = 'N02'
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
