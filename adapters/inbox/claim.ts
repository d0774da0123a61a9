import { sql } from 'kysely';
import type { RawBuilder, Transaction } from 'kysely';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';

/** A partition that this transaction has for itself. */
export interface Claimed {
  readonly feed: string;
  readonly key: string;
}

/**
 * The partition that has waited longest and nobody works on. Locked for the length of the transaction; those that others
 * have locked are passed over, so lanes and processes never wait for each other.
 */
export const claimOf = (feeds: readonly string[], at: Instant, not: readonly Claimed[]): RawBuilder<Claimed> => sql`
  select p.feed, p.key
  from backlog b join partition p on p.feed = b.feed and p.key = b.key
  where b.pending > 0 and b.feed = any(${feeds}::text[]) and not p.blocked
    and (p.next_at is null or p.next_at <= ${at}::timestamptz)
    and (b.feed, b.key) not in (select * from unnest(${not.map((one) => one.feed)}::text[], ${not.map((one) => one.key)}::text[]))
  order by b.since
  limit 1
  for update of p skip locked`;

export const claim = async (
  trx: Transaction<Tables>,
  feeds: readonly string[],
  at: Instant,
  not: readonly Claimed[],
): Promise<Claimed | null> => (await claimOf(feeds, at, not).execute(trx)).rows[0] ?? null;

/** The same partition again; null when somebody else has it by now. */
export const claimAgain = async (trx: Transaction<Tables>, { feed, key }: Claimed): Promise<Claimed | null> => {
  const { rows } = await sql<Claimed>`
    select feed, key from partition where feed = ${feed} and key = ${key} for update skip locked`.execute(trx);
  return rows[0] ?? null;
};

/** A message that waits in a claimed partition. */
export interface Waiting {
  readonly seq: number;
  readonly received_at: Date;
  readonly bytes: Buffer;
  readonly partition_keys: readonly string[];
  readonly attempts: number;
}

export const waitingIn = async (
  trx: Transaction<Tables>,
  { feed, key }: Claimed,
  limit: number,
): Promise<readonly Waiting[]> => {
  const { rows } = await sql<Waiting>`
    select m.seq, m.received_at, m.bytes, m.partition_keys, m.attempts
    from queued q join message m on m.seq = q.seq
    where q.feed = ${feed} and q.key = ${key}
    order by q.seq limit ${limit}`.execute(trx);
  return rows;
};

/**
 * A claimed partition in which nothing was found: another worker was quicker than the claim could see, or the count is
 * wrong. It is set right under its lock, so that a wrong count cannot be claimed for ever.
 */
export const recount = async (trx: Transaction<Tables>, { feed, key }: Claimed): Promise<void> => {
  await sql`select 1 from backlog where feed = ${feed} and key = ${key} for update`.execute(trx);
  await sql`update backlog set pending = (select count(*) from queued where feed = ${feed} and key = ${key})
    where feed = ${feed} and key = ${key}`.execute(trx);
};
