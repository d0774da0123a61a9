import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Tables } from '../../store';

/** A message that is held only because it waits behind another. */
export interface Follower {
  readonly seq: number;
  readonly feed: string;
  readonly partition_keys: readonly string[];
  /** The held one it waits behind. */
  readonly behind: number;
}

/**
 * Merges and the like that are held behind these, behind those, and so on: they go on by themselves when these do. Each
 * shares a partition with the one it waits behind.
 */
export const followersOf = async (db: Kysely<Tables>, seqs: readonly number[]): Promise<readonly Follower[]> => {
  if (seqs.length === 0) return [];
  const { rows } = await sql<Follower>`
    with recursive going as (
      select seq, feed, partition_keys, null::bigint as behind from message where seq = any(${seqs}::bigint[])
      union
      select m.seq, m.feed, m.partition_keys, (m.reason ->> 'behind')::bigint
      from going join message m on m.state = 'held' and m.feed = going.feed
        and m.partition_keys && going.partition_keys and (m.reason ->> 'behind')::bigint = going.seq
    )
    select distinct seq, feed, partition_keys, behind from going
    where behind is not null and seq <> all(${seqs}::bigint[]) order by seq`.execute(db);
  return rows;
};
