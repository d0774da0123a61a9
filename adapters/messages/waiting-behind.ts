import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/**
 * How many messages wait for `message m` to be released or dismissed: what stands behind it in its partitions, and the
 * merges that are held behind it with what stands behind those, each once. 0 where it is not held, or lets others pass.
 */
export const waitingBehind: RawBuilder<number> = sql<number>`case when m.state = 'held' then (
  with recursive held as (
    select m.seq, m.feed, m.partition_keys
    union
    select next.seq, next.feed, next.partition_keys
    from held join message next on next.state = 'held' and next.feed = held.feed
      and next.partition_keys && held.partition_keys and (next.reason ->> 'behind')::bigint = held.seq
  )
  select count(*)::integer from (
    select held.seq from held where held.seq <> m.seq
    union
    select q.seq from held cross join unnest(held.partition_keys) as own (key)
    join partition p on p.feed = held.feed and p.key = own.key and p.blocked
    join queued q on q.feed = held.feed and q.key = own.key and q.seq > held.seq
  ) behind
) else 0 end`;
