import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Tables } from '../../store';
import type { Feed } from '../feed';
import { followersOf } from './followers';
import { partitionsOf } from './partitions';

/** A message that waits, and would be looked at again. */
export interface Behind {
  readonly seq: number;
  readonly feed: string;
  readonly partition_keys: readonly string[];
}

/** How a queue stands when some of its held messages are dealt with. */
export interface QueueBehind {
  /** In order of arrival; followers of those that are dealt with among them. */
  readonly waiting: readonly Behind[];
  /** From which message on a partition stays blocked by another held one; its name is {@link placeOf}. */
  readonly blockedFrom: ReadonlyMap<string, number>;
}

export const placeOf = (feed: string, key: string): string => `${feed}\n${key}`;

/** So many partitions are followed from one to the next through messages that concern several. */
const ROUNDS = 5;

/** What waits behind held messages, and what else is in its way. */
export const waitingBehind = async (
  trx: Transaction<Tables>,
  feeds: ReadonlyMap<string, Feed>,
  held: readonly Behind[],
): Promise<QueueBehind> => {
  const dealtWith = held.map(({ seq }) => seq);
  const followers = await followersOf(trx, dealtWith);
  let partitions = partitionsOf([...held, ...followers]);
  let queued: readonly Behind[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { rows } = await sql<Behind>`
      select distinct m.seq, m.feed, m.partition_keys from queued q
      join partition p on p.feed = q.feed and p.key = q.key
      join message m on m.seq = q.seq
      where (q.feed, q.key) in (select * from unnest(${partitions.map(({ feed }) => feed)}::text[], ${partitions.map(({ key }) => key)}::text[]))
        and p.blocked and p.held_seq < q.seq
      order by m.seq`.execute(trx);
    queued = rows;
    const wider = partitionsOf([...held, ...followers, ...queued]);
    if (wider.length === partitions.length) break;
    partitions = wider;
  }
  const gone = [...dealtWith, ...followers.map(({ seq }) => seq)];
  const { rows: others } = await sql<{ feed: string; key: string; first: number }>`
    select named.feed, named.key, min(m.seq) as first
    from unnest(${partitions.map(({ feed }) => feed)}::text[], ${partitions.map(({ key }) => key)}::text[]) as named (feed, key)
    join message m on m.state = 'held' and m.feed = named.feed and m.partition_keys @> array[named.key]
    where m.seq <> all(${gone}::bigint[]) group by named.feed, named.key`.execute(trx);
  const blockedFrom = new Map(
    others
      .filter(({ feed }) => feeds.get(feed)?.profile.whenHeld === 'wait')
      .map(({ feed, key, first }) => [placeOf(feed, key), first] as const),
  );
  const waiting = [...new Map([...followers, ...queued].map((one) => [one.seq, one])).values()];
  return { waiting: waiting.sort((a, b) => a.seq - b.seq), blockedFrom };
};
