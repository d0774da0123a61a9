import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { instantOf } from '../../schema/time';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import type { Claimed, Waiting } from './claim';

/** Whether a message that concerns several partitions can go now. */
export type Readiness =
  | { readonly kind: 'ready' }
  /** Somebody else has one, or one has earlier messages to be done first. */
  | { readonly kind: 'later'; readonly notBefore: Instant | null }
  /** One is blocked by an earlier message (`by`) that is held, so this one cannot be in order either. */
  | { readonly kind: 'blocked'; readonly by: number };

/** Locks the other partitions too, in the order of their keys. It never waits for a lock, so no two merges can wait for each other. */
export const readyInOthers = async (
  trx: Transaction<Tables>,
  claimed: Claimed,
  { seq, partition_keys }: Waiting,
): Promise<Readiness> => {
  const others = partition_keys.filter((key) => key !== claimed.key);
  if (others.length === 0) return { kind: 'ready' };
  const { rows } = await sql<{ before: number | null; next_at: Date | null }>`
    select case when blocked then held_seq end as before, next_at from partition where feed = ${claimed.feed} and key = any(${others}::text[])
    order by key for update skip locked`.execute(trx);
  const all = rows.length === others.length;
  // Only with all of them locked: holding it marks each, and must not wait for whoever has one.
  const by = Math.min(...rows.map(({ before }) => before ?? Infinity));
  if (all && by < seq) return { kind: 'blocked', by };
  const { rows: earlier } = await sql`
    select 1 from queued where feed = ${claimed.feed} and key = any(${others}::text[]) and seq < ${seq} limit 1`.execute(
    trx,
  );
  if (all && earlier.length === 0) return { kind: 'ready' };
  const latest = Math.max(...rows.map(({ next_at }) => next_at?.getTime() ?? 0), 0);
  return { kind: 'later', notBefore: latest === 0 ? null : instantOf(latest) };
};
