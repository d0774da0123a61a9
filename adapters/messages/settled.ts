import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Clock } from '../../schema/clock';
import { instantOf } from '../../schema/time';
import type { Tables } from '../store';

/** How long a message may take from being stamped with its arrival to the statement that keeps it. */
const LAG_MS = 5_000;

/**
 * Up to which message a tail may go on without missing one. Sequences are given before the commit, so a later message
 * can be seen before an earlier one. What arrived longer ago than the oldest transaction that is writing messages now,
 * and a few seconds more, is followed by nothing unseen. To be asked before the page is read, never after.
 */
export const settledUpTo = async (db: Kysely<Tables>, clock: Clock): Promise<number> => {
  const { rows: open } = await sql<{ ms: number }>`
    select coalesce(max(extract(epoch from clock_timestamp() - activity.xact_start)) * 1000, 0)::float8 as ms
    from pg_locks held join pg_stat_activity activity on activity.pid = held.pid
    where held.relation = 'message'::regclass and held.mode = 'RowExclusiveLock'
      and held.database = (select oid from pg_database where datname = current_database())
      and held.pid <> pg_backend_pid()`.execute(db);
  const since = instantOf(clock.millis() - LAG_MS - (open[0]?.ms ?? 0));
  const { rows } = await sql<{ seq: number }>`
    select least(
      (select coalesce(max(seq), 0) from message where received_at <= ${since}::timestamptz),
      (select min(seq) - 1 from message where received_at > ${since}::timestamptz)) as seq`.execute(db);
  return Number(rows[0]?.seq ?? 0);
};
