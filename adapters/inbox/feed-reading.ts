import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Tables } from '../store';

/** How a feed stands at one moment. Counts and moments; nothing of anybody. */
export interface FeedReading {
  readonly feed: string;
  /** The newest message that was taken, worked on or not, or heartbeat that came again; null where there never was one. */
  readonly heardAt: Date | null;
  /** When it was first listened for. */
  readonly awaitedSince: Date | null;
  /** A merge waits in both its partitions, and counts in each. */
  readonly waiting: number;
  /** When the oldest message arrived that could be worked on: not behind a held one, which is the held one's matter. */
  readonly oldestAt: Date | null;
  readonly held: number;
}

/** By feed, in no order; a feed that was never registered has none. Its cost grows with what waits, never with what was heard. */
export const readFeeds = async (db: Kysely<Tables>, feeds: readonly string[]): Promise<readonly FeedReading[]> => {
  const { rows } = await sql<FeedReading>`
    with waiting as materialized (
      select b.feed, b.pending, (
        select min(q.seq) from queued q
        where q.feed = b.feed and q.key = b.key and (p.blocked is not true or q.seq < p.held_seq)
      ) as first
      from backlog b left join partition p on p.feed = b.feed and p.key = b.key
      where b.pending > 0 and b.feed = any(${feeds}::text[])
    ), queue as (
      select feed, sum(pending)::integer as waiting, min(first) as first from waiting group by feed
    )
    select f.name as feed, f.awaited_since as "awaitedSince", coalesce(queue.waiting, 0) as waiting,
      (select m.received_at from message m where m.seq = queue.first) as "oldestAt",
      (select count(*)::integer from message m where m.feed = f.name and m.state = 'held') as held,
      greatest(
        (select m.received_at from message m
          where m.feed = f.name and m.accepted and m.state in ('translated', 'held', 'superseded')
          order by m.seq desc limit 1),
        (select m.received_at from message m where m.seq = (select max(q.seq) from queued q where q.feed = f.name)),
        (select m.last_repeat_at from message m
          where m.feed = f.name and m.accepted and m.message_type = 'NMD' and m.trigger_event = 'N02'
            and m.last_repeat_at is not null
          order by m.last_repeat_at desc limit 1)
      ) as "heardAt"
    from known_feed f left join queue on queue.feed = f.name
    where f.name = any(${feeds}::text[])`.execute(db);
  return rows;
};
