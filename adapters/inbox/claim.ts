import { sql } from 'kysely';
import type { RawBuilder, Transaction } from 'kysely';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';

export interface PartitionName {
  readonly feed: string;
  readonly key: string;
}

/** A partition that this transaction has for itself. */
export interface Claimed extends PartitionName {
  /** Only messages before this one may go: it is held, and what follows waits. Null where nothing is in the way. */
  readonly before: number | null;
}

const HELD_FROM = sql`case when p.blocked then p.held_seq end as before`;
/** What came before the held one may still go, as when an engineer holds back the last of several. */
const PASSABLE = sql`(not p.blocked or b.since < p.held_seq)`;

interface Look {
  /** How many wait, as far as was looked. */
  readonly seen: number;
  readonly feed: string | null;
  readonly key: string | null;
  readonly before: number | null;
}

/**
 * The partition that has waited longest and nobody works on, among so many of those that wait (null: all). Locked for the
 * length of the transaction; those that others have locked are passed over, so lanes and processes never wait for each
 * other. The oldest are taken first and looked at then: put together in one, the database would join and sort all that
 * wait, at every claim, whenever its statistics are older than a surge.
 */
export const claimOf = (
  feeds: readonly string[],
  at: Instant,
  not: readonly PartitionName[],
  among: number | null,
): RawBuilder<Look> => sql`
  with oldest as materialized (
    select feed, key, since from backlog where pending > 0 order by since limit ${among}::integer
  )
  select looked.seen, claimed.feed, claimed.key, claimed.before
  from (select count(*)::integer as seen from oldest) looked left join lateral (
    select p.feed, p.key, ${HELD_FROM}
    from oldest b join partition p on p.feed = b.feed and p.key = b.key
    where b.feed = any(${feeds}::text[]) and ${PASSABLE}
      and (p.next_at is null or p.next_at <= ${at}::timestamptz)
      and (b.feed, b.key) not in (select * from unnest(${not.map((one) => one.feed)}::text[], ${not.map((one) => one.key)}::text[]))
    order by b.since
    limit 1
    for update of p skip locked
  ) claimed on true`;

/** Mostly one of the first can be had; where many are held, backing off or other processes' own, more are looked at. */
const LOOKS = [16, 1_024, null] as const;

export const claim = async (
  trx: Transaction<Tables>,
  feeds: readonly string[],
  at: Instant,
  not: readonly PartitionName[],
): Promise<Claimed | null> => {
  for (const among of LOOKS) {
    const [look] = (await claimOf(feeds, at, not, among).execute(trx)).rows;
    if (look === undefined) return null;
    const { feed, key, before, seen } = look;
    if (feed !== null && key !== null) return { feed, key, before };
    if (among === null || seen < among) return null;
  }
  return null;
};

/** The same partition again; null when somebody else has it by now. */
export const claimAgain = async (trx: Transaction<Tables>, { feed, key }: PartitionName): Promise<Claimed | null> => {
  const { rows } = await sql<Claimed>`
    select p.feed, p.key, ${HELD_FROM} from partition p
    where p.feed = ${feed} and p.key = ${key} for update skip locked`.execute(trx);
  return rows[0] ?? null;
};

/** A message that waits in a claimed partition. */
export interface Waiting {
  readonly seq: number;
  readonly received_at: Date;
  readonly bytes: Buffer;
  readonly partition_keys: readonly string[];
  readonly attempts: number;
  /** Since when it has failed again and again; null at its first try. */
  readonly failing_since: Date | null;
  /** Null where it was never translated. */
  readonly translated_at: Date | null;
}

/** Of messages in hand at once, but for one that is larger by itself: a backlog of documents must not fill the memory. */
export const MOST_BYTES = 16 * 1024 * 1024;

export const waitingIn = async (
  trx: Transaction<Tables>,
  { feed, key, before }: Claimed,
  limit: number,
): Promise<readonly Waiting[]> => {
  const { rows } = await sql<Waiting>`
    with weighed as materialized (
      select m.seq, sum(m.size) over (order by m.seq) - m.size as before
      from (
        select q.seq from queued q
        where q.feed = ${feed} and q.key = ${key} and (${before}::bigint is null or q.seq < ${before})
        order by q.seq limit ${limit}
      ) next join message m on m.seq = next.seq
    )
    select m.seq, m.received_at, m.bytes, m.partition_keys, m.attempts, m.failing_since,
      m.translated_at
    from weighed w join message m on m.seq = w.seq
    where w.before < ${MOST_BYTES}
    order by w.seq`.execute(trx);
  return rows;
};

/**
 * A claimed partition in which nothing was found: another worker was quicker than the claim could see, or the count is
 * wrong. It is set right under its lock, so that a wrong count cannot be claimed for ever.
 */
export const recount = async (trx: Transaction<Tables>, { feed, key }: PartitionName): Promise<void> => {
  await sql`select 1 from backlog where feed = ${feed} and key = ${key} for update`.execute(trx);
  await sql`update backlog set pending = waiting.n, since = coalesce(waiting.first, since)
    from (select count(*)::int as n, min(seq) as first from queued where feed = ${feed} and key = ${key}) waiting
    where feed = ${feed} and key = ${key}`.execute(trx);
};
