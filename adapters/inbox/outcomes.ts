import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Instant } from '../../schema/time';
import { notify } from '../store';
import type { Tables } from '../store';
import type { HeldReason } from '../store/tables/inbox';
import type { Claimed, Waiting } from './claim';

/** Told when messages were translated; the payload is the feed's name. */
export const HEARD_CHANNEL = 'heard';

/**
 * Takes messages out of every partition they wait in. Once in a transaction, at its end, for all of them: a second time
 * could lock counts in another order than an arriving merge does, and an acknowledgement would wait on a translation.
 */
export const leaveQueue = async (trx: Transaction<Tables>, feed: string, seqs: readonly number[]): Promise<void> => {
  if (seqs.length === 0) return;
  await sql`
    with gone as (
      delete from queued q using message m
      where m.seq = any(${seqs}::bigint[]) and q.feed = ${feed} and q.key = any(m.partition_keys) and q.seq = m.seq
      returning q.key, q.seq
    ), counted as (
      select key, count(*)::int as n, max(seq) as last from gone group by key
    ), mine as (
      select b.feed, b.key from backlog b join counted c on b.key = c.key where b.feed = ${feed} order by b.key for update of b
    )
    update backlog b set pending = b.pending - c.n, since = c.last + 1
    from counted c, mine where mine.key = c.key and b.feed = mine.feed and b.key = c.key`.execute(trx);
};

export interface Translated {
  readonly seq: number;
  readonly notes: readonly string[];
}

/** Says that messages are translated. They have yet to {@link leaveQueue}. */
export const settleTranslated = async (
  trx: Transaction<Tables>,
  feed: string,
  messages: readonly Translated[],
  at: Instant,
): Promise<void> => {
  if (messages.length === 0) return;
  const seqs = messages.map(({ seq }) => seq);
  await sql`update message set state = 'translated', reason = null, translated_at = ${at}
    where seq = any(${seqs}::bigint[])`.execute(trx);
  for (const { seq, notes } of messages) {
    if (notes.length > 0) await sql`update message set notes = ${notes}::text[] where seq = ${seq}`.execute(trx);
  }
  await notify(trx, HEARD_CHANNEL, feed);
};

/** Holds a message until a person acts. `wait`: nothing after it is taken from its partitions. It has yet to {@link leaveQueue}. */
export const hold = async (
  trx: Transaction<Tables>,
  feed: string,
  { seq, partition_keys }: Waiting,
  reason: HeldReason,
  whenHeld: 'wait' | 'pass',
): Promise<void> => {
  await sql`update message set state = 'held', reason = ${JSON.stringify(reason)}::jsonb where seq = ${seq}`.execute(
    trx,
  );
  await sql`update partition set held = true, held_seq = coalesce(held_seq, ${seq}), next_at = null,
      blocked = blocked or ${whenHeld === 'wait'}
    where feed = ${feed} and key = any(${partition_keys}::text[])`.execute(trx);
};

export const backOff = async (
  trx: Transaction<Tables>,
  claimed: Claimed,
  seq: number,
  until: Instant,
  reason: HeldReason,
): Promise<void> => {
  await sql`update message set attempts = attempts + 1, reason = ${JSON.stringify(reason)}::jsonb where seq = ${seq}`.execute(
    trx,
  );
  await postpone(trx, claimed, until);
};

export const postpone = async (trx: Transaction<Tables>, { feed, key }: Claimed, until: Instant): Promise<void> => {
  await sql`update partition set next_at = ${until} where feed = ${feed} and key = ${key}`.execute(trx);
};
