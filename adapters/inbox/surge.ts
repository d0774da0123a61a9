import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { now } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import type { Heard } from '../projections';
import type { Tables } from '../store';
import { oweApplicationAcknowledgements } from './application-acknowledgement';
import { MOST_BYTES } from './claim';
import type { PartitionName, Waiting } from './claim';
import type { Feed } from './feed';
import { heardFrom } from './heard-from';
import { leaveQueue, settleTranslated } from './outcomes';
import type { Translated } from './outcomes';
import type { TranslateBytes } from './translation';
import type { InboxMeans } from './worker-means';

/** Partitions a transaction, messages of each, and messages in all. */
const PARTITIONS = 128;
const EACH = 8;
const MOST = 256;
/** Those that others have in hand are passed over; among so many there are always some that nobody has. */
const AMONG = 8 * PARTITIONS;
/** Messages translated before whoever else waits for this thread, as senders do for their acknowledgements, has a turn. */
const A_TURN = 8;

/**
 * The partitions that have waited longest, with nothing in their way: none held, none backing off. Locked for the length
 * of the transaction; those that others have locked are passed over. Each is looked up and locked by itself, in the order
 * in which they wait, and none beyond as many as are wanted.
 */
const claimMany = async (
  trx: Transaction<Tables>,
  feeds: readonly string[],
  at: Instant,
): Promise<readonly PartitionName[]> => {
  const { rows } = await sql<PartitionName>`
    select claimed.feed, claimed.key
    from (select feed, key from backlog where pending > 0 order by since limit ${AMONG}) oldest
    cross join lateral (
      select p.feed, p.key from partition p
      where p.feed = oldest.feed and p.key = oldest.key and oldest.feed = any(${feeds}::text[])
        and not p.blocked and (p.next_at is null or p.next_at <= ${at}::timestamptz)
      for update skip locked
    ) claimed
    limit ${PARTITIONS}`.execute(trx);
  return rows;
};

interface WaitingIn extends Waiting, PartitionName {}

/** The first of each partition, as many in all as memory bears: at least one message, whatever it weighs. */
const waitingInMany = async (
  trx: Transaction<Tables>,
  partitions: readonly PartitionName[],
): Promise<{ readonly waiting: readonly WaitingIn[]; readonly whole: boolean }> => {
  const { rows } = await sql<WaitingIn & { readonly counted: number }>`
    with first as materialized (
      select claimed.feed, claimed.key, next.seq
      from unnest(${partitions.map(({ feed }) => feed)}::text[], ${partitions.map(({ key }) => key)}::text[])
        as claimed (feed, key)
      cross join lateral (
        select q.seq from queued q where q.feed = claimed.feed and q.key = claimed.key order by q.seq limit ${EACH}
      ) next
    ), weighed as materialized (
      select first.*, count(*) over () as counted, sum(m.size) over (order by first.seq) - m.size as before
      from first join message m on m.seq = first.seq
      order by first.seq limit ${MOST}
    )
    select w.feed, w.key, w.counted, m.seq, m.received_at, m.bytes, m.partition_keys, m.attempts, m.failing_since,
      m.translated_at
    from weighed w join message m on m.seq = w.seq
    where w.before < ${MOST_BYTES}
    order by w.seq`.execute(trx);
  return { waiting: rows, whole: rows.length === (rows[0]?.counted ?? 0) };
};

/**
 * Of partitions in which nothing was found those that, by their count, still hold something. What another lane was done
 * with between the look at the counts and the lock holds nothing by now, and is no work for anybody.
 */
const stillCounted = async (
  trx: Transaction<Tables>,
  partitions: readonly PartitionName[],
): Promise<readonly PartitionName[]> => {
  if (partitions.length === 0) return [];
  const { rows } = await sql<PartitionName>`
    select empty.feed, empty.key
    from unnest(${partitions.map(({ feed }) => feed)}::text[], ${partitions.map(({ key }) => key)}::text[])
      as empty (feed, key)
    cross join lateral (
      select pending from backlog b where b.feed = empty.feed and b.key = empty.key offset 0
    ) as counted
    where counted.pending > 0`.execute(trx);
  return rows;
};

/** What can go with the others: it concerns one partition, and can be translated. */
interface Going {
  readonly feed: Feed;
  readonly waiting: WaitingIn;
  readonly heard: Heard;
  readonly notes: readonly string[];
}

export interface Surged {
  /** Messages that were translated. */
  readonly done: number;
  /** Partitions whose next message cannot go with the others: it is a merge, or is to be held. */
  readonly alone: readonly PartitionName[];
  /** As many were taken as are taken at a time: more may wait. */
  readonly full: boolean;
}

const nameOf = ({ feed, key }: PartitionName): string => `${feed}\n${key}`;

/**
 * Many people's messages in one transaction, each person's in order. What needs to be looked at by itself (merges,
 * refusals, whatever throws) ends its partition's part and is named in the answer. An error undoes all of it: then each
 * partition is to be worked on by itself.
 */
export const createSurge = ({ store, feeds: list, apply, applyAll, clock }: InboxMeans, translate: TranslateBytes) => {
  const feeds = new Map(list.map((feed) => [feed.name, feed]));

  const read = (waiting: WaitingIn): Going | null => {
    const feed = feeds.get(waiting.feed);
    if (feed === undefined || waiting.partition_keys.length > 1 || waiting.failing_since !== null) return null;
    try {
      const translation = translate(feed, waiting.bytes);
      if (translation.kind === 'refused') return null;
      const heard = heardFrom({ ...waiting, instance: feed.instance }, translation.events);
      return { feed, waiting, heard: { ...heard, isNew: waiting.translated_at === null }, notes: translation.notes };
    } catch {
      // It throws again when it is looked at by itself, and is told of there.
      return null;
    }
  };

  const settle = async (trx: Transaction<Tables>, going: readonly Going[]): Promise<void> => {
    const byFeed = new Map<Feed, Going[]>();
    for (const one of going) byFeed.set(one.feed, [...(byFeed.get(one.feed) ?? []), one]);
    const at = now(clock);
    // Counts are locked feed by feed in the order of their names, as every batch does.
    for (const [feed, own] of [...byFeed].sort(([a], [b]) => (a.name < b.name ? -1 : 1))) {
      const translated = own.map(({ waiting, notes }): Translated => ({ seq: waiting.seq, notes }));
      await settleTranslated(trx, feed.name, translated, at);
      await leaveQueue(
        trx,
        feed.name,
        translated.map(({ seq }) => seq),
      );
      await oweApplicationAcknowledgements(
        trx,
        feed,
        own.map(({ waiting }) => waiting),
        at,
      );
    }
  };

  const applyEach = async (trx: Transaction<Tables>, heard: readonly Heard[]): Promise<void> => {
    for (const one of heard) await apply(trx, one);
  };

  /** Null when nothing waits that could go. `claimed` is told before anything is done, for whoever mends an error. */
  return async (claimed: (partitions: readonly PartitionName[]) => void): Promise<Surged | null> =>
    store.repeated.transaction().execute(async (trx) => {
      const partitions = await claimMany(trx, [...feeds.keys()], now(clock));
      if (partitions.length === 0) return null;
      claimed(partitions);
      const { waiting, whole } = await waitingInMany(trx, partitions);
      const stopped = new Map<string, PartitionName>();
      const found = new Set<string>();
      const going: Going[] = [];
      for (const [at, one] of waiting.entries()) {
        if (at % A_TURN === A_TURN - 1) await turn();
        const name = nameOf(one);
        found.add(name);
        if (stopped.has(name)) continue;
        const able = read(one);
        if (able === null) stopped.set(name, { feed: one.feed, key: one.key });
        else going.push(able);
      }
      // A count without messages is set right by whoever looks at the partition by itself.
      const empty = whole ? partitions.filter((partition) => !found.has(nameOf(partition))) : [];
      for (const partition of await stillCounted(trx, empty)) stopped.set(nameOf(partition), partition);
      if (going.length > 0) {
        const heard = going.map((one) => one.heard);
        await (applyAll ?? applyEach)(trx, heard);
        await settle(trx, going);
      }
      const full = !whole || partitions.length === PARTITIONS || waiting.length >= EACH * found.size;
      return { done: going.length, alone: [...stopped.values()], full };
    });
};
