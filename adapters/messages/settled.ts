import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Clock } from '../../schema/clock';
import { instantOf } from '../../schema/time';
import type { Tables } from '../store';

/** For so long a message is told again by a tail: what became of it is mostly known by then. */
const TOLD_AGAIN_MS = 5_000;
/** Where it is waited for in vain: how long a message may wait to be numbered once its arrival is stamped. */
const LAG_MS = 60_000;
/** It is looked so often, each time after twice as long, whether a transaction is over: half a second in all. */
const LOOKS = 9;
const FIRST_LOOK_MS = 1;

/** Of transactions that had numbered messages by a moment, and are still open, the age of the oldest; null where none is. */
const openMs = async (db: Kysely<Tables>, at: string): Promise<number | null> => {
  // Whoever takes a number from a sequence keeps a lock on it to the transaction's end; to read it takes another kind.
  const { rows } = await sql<{ open: number; ms: number }>`
    select count(*)::integer as open,
      coalesce(max(extract(epoch from clock_timestamp() - activity.xact_start)) * 1000, 0)::float8 as ms
    from pg_locks held join pg_stat_activity activity on activity.pid = held.pid
    where held.relation = 'message_seq_seq'::regclass and held.mode = 'RowExclusiveLock'
      and held.database = (select oid from pg_database where datname = current_database())
      and held.pid <> pg_backend_pid() and coalesce(activity.xact_start <= ${at}::timestamptz, true)`.execute(db);
  return rows[0] === undefined || rows[0].open === 0 ? null : rows[0].ms;
};

/** The last of those messages that arrived so long ago, and before any that arrived since. */
const arrivedBefore = async (db: Kysely<Tables>, clock: Clock, agoMs: number): Promise<number> => {
  const since = instantOf(clock.millis() - agoMs);
  const { rows } = await sql<{ seq: number }>`
    select least(
      (select coalesce(max(seq), 0) from message where received_at <= ${since}::timestamptz),
      (select min(seq) - 1 from message where received_at > ${since}::timestamptz)) as seq`.execute(db);
  return Number(rows[0]?.seq ?? 0);
};

/**
 * Up to which message no other can still become visible. Numbers are given before the commit, so a later message can be seen
 * before an earlier one; but whoever was given one by now is over soon, and then all up to the last number given so far
 * are there or never will be. Where one is not over, as while the store stands still, all that is known is that its
 * message arrived not long before it began.
 */
const allThereUpTo = async (db: Kysely<Tables>, clock: Clock): Promise<number> => {
  const { rows } = await sql<{ seq: number; at: string }>`
    select case when is_called then last_value else 0 end as seq, clock_timestamp()::text as at
    from message_seq_seq`.execute(db);
  const [given] = rows;
  if (given === undefined) return 0;
  let open = await openMs(db, given.at);
  for (let look = 0; open !== null && look < LOOKS; look += 1) {
    await pause(FIRST_LOOK_MS * 2 ** look);
    open = await openMs(db, given.at);
  }
  return open === null ? Number(given.seq) : arrivedBefore(db, clock, LAG_MS + open);
};

/** Up to which message a tail may go on without missing one. To be asked before the page is read, never after. */
export const settledUpTo = async (db: Kysely<Tables>, clock: Clock): Promise<number> =>
  Math.min(await allThereUpTo(db, clock), await arrivedBefore(db, clock, TOLD_AGAIN_MS));
