import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import type { HeldReason } from '../store/tables/inbox';
import type { PartitionName, Waiting } from './claim';
import { writeHappening } from './happenings';
import type { NewHappening } from './happenings';

/** Told when messages were translated; the payload is the feed's name. */
const HEARD_CHANNEL = 'heard';

/**
 * Takes messages out of every partition they wait in. Once in a transaction, at its end, for all of them: a second time
 * could lock counts in another order than an arriving merge does, and an acknowledgement would wait on a translation. What
 * is left may be earlier than what goes: an engineer holds one back from the middle, a merge is held behind another person.
 *
 * The counts are locked by one statement and set right by the next: messages number themselves in another order than they
 * commit in, and one that came earlier but committed while the lock was waited for is seen only by a statement that begins
 * after it. Rows are looked up key by key, so that none of it grows with what waits.
 */
export const leaveQueue = async (trx: Transaction<Tables>, feed: string, seqs: readonly number[]): Promise<void> => {
  if (seqs.length === 0) return;
  const { rows: waits } = await sql<{ key: string; seq: number }>`
    select named.key, named.seq
    from (
      select seq, unnest(partition_keys) as key from message where seq = any(${seqs}::bigint[]) order by key
    ) as named
    cross join lateral (
      select from backlog b where b.feed = ${feed} and b.key = named.key for update offset 0
    ) as taken`.execute(trx);
  await sql`
    with gone as (
      delete from queued where ctid = any(array(
        select kept.ctid
        from unnest(${waits.map(({ key }) => key)}::text[], ${waits.map(({ seq }) => seq)}::bigint[]) as named (key, seq)
        cross join lateral (
          select ctid from queued q where q.feed = ${feed} and q.key = named.key and q.seq = named.seq offset 0
        ) as kept
      )) returning key, seq
    ), counted as (
      select key, count(*)::int as n, max(seq) as last, array_agg(seq) as seqs from gone group by key
    )
    update backlog b set pending = b.pending - c.n, since = coalesce((
        select q.seq from queued q where q.feed = b.feed and q.key = b.key and q.seq <> all(c.seqs) order by q.seq limit 1
      ), c.last + 1)
    from counted c where b.feed = ${feed} and b.key = c.key`.execute(trx);
};

export interface Translated {
  readonly seq: number;
  readonly notes: readonly string[];
}

/**
 * Says that messages are translated, and tells whoever listens. They have yet to {@link leaveQueue}. Out of order is what
 * tells of something earlier than an earlier message of its feed had told of the same thing; clocks of different feeds are
 * never compared. What was told later is at the end of a stream's index by time. While statistics are old, the index by
 * feed and seq can look better, and would be read from its beginning for each message: it cannot serve an expression.
 */
export const settleTranslated = async (
  trx: Transaction<Tables>,
  feed: string,
  messages: readonly Translated[],
  at: Instant,
): Promise<void> => {
  if (messages.length === 0) return;
  const seqs = messages.map(({ seq }) => seq);
  await sql`with late as materialized (
      select distinct named.seq
      from unnest(${seqs}::bigint[]) as named (seq)
      cross join lateral (select m.instance from message m where m.seq = named.seq) sent
      cross join lateral (
        select own.stream, own.occurred_at from event own
        where own.instance = sent.instance and own.feed = ${feed} and own.seq = named.seq
      ) own
      cross join lateral (
        select 1 from event earlier
        where earlier.instance = sent.instance and earlier.stream = own.stream
          and earlier.occurred_at > own.occurred_at
          and earlier.feed || '' = ${feed} and earlier.seq + 0 < named.seq
        limit 1
      ) earlier
    ), settled as (
      update message m set state = 'translated', reason = null, failing_since = null, translated_at = ${at},
        out_of_order = m.seq in (select seq from late)
      where m.seq = any(${seqs}::bigint[])
    )
    select pg_notify(${HEARD_CHANNEL}, ${feed})`.execute(trx);
  const noted = messages.filter(({ notes }) => notes.length > 0);
  if (noted.length > 0)
    await sql`update message m set notes = array(select jsonb_array_elements_text(n.notes))
      from jsonb_to_recordset(${JSON.stringify(noted)}::jsonb) as n (seq bigint, notes jsonb)
      where m.seq = n.seq`.execute(trx);
};

/**
 * Holds a message until a person acts. `wait`: nothing after it is taken from its partitions, which the caller has
 * locked. It has yet to {@link leaveQueue}.
 */
export const hold = async (
  trx: Transaction<Tables>,
  feed: string,
  { seq, partition_keys }: Pick<Waiting, 'seq' | 'partition_keys'>,
  reason: HeldReason,
  whenHeld: 'wait' | 'pass',
  happening: Omit<NewHappening, 'what' | 'words'>,
): Promise<void> => {
  await sql`update message set state = 'held', reason = ${JSON.stringify(reason)}::jsonb where seq = ${seq}`.execute(
    trx,
  );
  await sql`update partition set held = true, held_seq = least(held_seq, ${seq}::bigint), next_at = null,
      blocked = blocked or ${whenHeld === 'wait'}
    where feed = ${feed} and key = any(${partition_keys}::text[])`.execute(trx);
  await writeHappening(trx, [seq], { ...happening, what: 'held', words: reason.reason });
};

/** Puts off a message that failed for a reason that may pass. */
export const backOff = async (
  trx: Transaction<Tables>,
  claimed: PartitionName,
  seq: number,
  at: Instant,
  until: Instant,
  reason: HeldReason,
): Promise<void> => {
  await sql`update message set attempts = attempts + 1, failing_since = coalesce(failing_since, ${at}),
    reason = ${JSON.stringify(reason)}::jsonb where seq = ${seq}`.execute(trx);
  await postpone(trx, claimed, until);
};

export const postpone = async (
  trx: Transaction<Tables>,
  { feed, key }: PartitionName,
  until: Instant,
): Promise<void> => {
  await sql`update partition set next_at = ${until} where feed = ${feed} and key = ${key}`.execute(trx);
};
