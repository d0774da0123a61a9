import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Tables } from '../../store';
import type { PartitionName } from '../claim';
import type { Feed } from '../feed';
import { COUNTED } from '../keep-statement';

interface Placed {
  readonly feed: string;
  readonly partition_keys: readonly string[];
}

/** Each partition once. */
export const partitionsOf = (messages: readonly Placed[]): readonly PartitionName[] => [
  ...new Map(
    messages.flatMap(({ feed, partition_keys }) =>
      partition_keys.map((key): [string, PartitionName] => [JSON.stringify([feed, key]), { feed, key }]),
    ),
  ).values(),
];

/**
 * Waits until no worker is at work on these partitions, and keeps workers off until the transaction ends. In one order,
 * so that two engineers never wait for each other; workers never wait at all.
 */
export const lockPartitions = async (trx: Transaction<Tables>, partitions: readonly PartitionName[]): Promise<void> => {
  if (partitions.length === 0) return;
  await sql`select 1 from partition p
    where (p.feed, p.key) in (select * from unnest(${partitions.map(({ feed }) => feed)}::text[], ${partitions.map(({ key }) => key)}::text[]))
    order by p.feed, p.key for update of p`.execute(trx);
};

/** Says of locked partitions what is true of them: what is held in each, and whether anything waits behind it. */
export const settlePartitions = async (
  trx: Transaction<Tables>,
  partitions: readonly PartitionName[],
  feeds: ReadonlyMap<string, Feed>,
): Promise<void> => {
  if (partitions.length === 0) return;
  const waits = partitions.map(({ feed }) => feeds.get(feed)?.profile.whenHeld !== 'pass');
  await sql`
    update partition p set held = of_it.first is not null, held_seq = of_it.first,
      blocked = of_it.first is not null and of_it.waits, next_at = null
    from (
      select named.feed, named.key, named.waits, (
        select min(m.seq) from message m
        where m.state = 'held' and m.feed = named.feed and m.partition_keys @> array[named.key]
      ) as first
      from unnest(${partitions.map(({ feed }) => feed)}::text[], ${partitions.map(({ key }) => key)}::text[], ${waits}::boolean[])
        as named (feed, key, waits)
    ) of_it where p.feed = of_it.feed and p.key = of_it.key`.execute(trx);
};

/** Puts messages back into every partition they belong to, each at its own place. Once in a transaction, at its end. */
export const returnToQueue = async (trx: Transaction<Tables>, seqs: readonly number[]): Promise<void> => {
  if (seqs.length === 0) return;
  await sql`
    with placed as materialized (
      select feed, unnest(partition_keys) as key, seq from message where seq = any(${seqs}::bigint[])
    ), back as (
      insert into queued (feed, key, seq) select feed, key, seq from placed
    )
    insert into backlog (feed, key, pending, since)
    select feed, key, count(*)::integer, min(seq) from placed group by feed, key order by feed, key
    ${sql.raw(COUNTED)}`.execute(trx);
};
