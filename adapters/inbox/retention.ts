import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { now } from '../../schema/clock';
import { HOUR, instantOf, type Instant } from '../../schema/time';
import type { Tables } from '../store';
import type { InboxMeans } from './worker-means';

export type RetentionMeans = Pick<InboxMeans, 'store' | 'feeds' | 'clock' | 'log'>;

export interface Retention {
  /** Removes all content whose time is over, unless another process is at it; how many messages' it removed. */
  prune(): Promise<number>;
  /** What is in hand stops after its batch. */
  stop(): void;
}

/** Any number, the same in every process: whoever holds the lock prunes. */
const LOCK = 7_302_612;
/** A batch is a few milliseconds: a repeat of one of its messages waits no longer for its acknowledgement. */
const BATCH = 100;

/** What was held or in hand when its time was over, and is older than what has been pruned since, goes within so long. */
const ANEW_MS = HOUR;

interface Bite {
  readonly pruned: number;
  /** When the last of it arrived; null where it is none. */
  readonly upTo: Instant | null;
}

/**
 * The oldest of what is settled. A message that waits or is held is never pruned, however old: it is still needed. One
 * that somebody has in hand is passed over, and taken later. Its partitions are named by hospital numbers, and go with its
 * content: what waits in none keeps no order with anything.
 *
 * Found by feed and arrival together, as the index of what is not pruned has them: by arrival alone, the server reads all
 * that was ever pruned of all feeds.
 */
const takeOldest = async (
  trx: Transaction<Tables>,
  feed: string,
  from: Instant | null,
  before: Instant,
  at: Instant,
): Promise<readonly { readonly seq: number; readonly received_at: Date }[]> => {
  const { rows } = await sql<{ seq: number; received_at: Date }>`
    with oldest as materialized (
      select seq from message
      where (feed, received_at) >= (${feed}, ${from ?? '-infinity'}::timestamptz)
        and (feed, received_at) < (${feed}, ${before}::timestamptz)
        and pruned_at is null and state in ('translated', 'refused', 'superseded')
      order by feed, received_at limit ${BATCH} for update skip locked
    )
    update message m set bytes = null, partition_keys = '{}', pruned_at = ${at} from oldest where m.seq = oldest.seq
    returning m.seq, m.received_at`.execute(trx);
  return rows;
};

const pruneBatch = (
  { store, clock }: RetentionMeans,
  { name, retentionMs }: Agreed,
  from: Instant | null,
): Promise<'not mine' | Bite> =>
  store.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as mine`.execute(trx);
    if (rows[0]?.mine !== true) return 'not mine';
    const taken = await takeOldest(trx, name, from, instantOf(clock.millis() - retentionMs), now(clock));
    const seqs = taken.map(({ seq }) => seq);
    // They are copies out of the content, of whom it names: what is gone must not be found by the people in it. That the
    // message came, what became of it and what it told the read models stays, and so does the hash of its bytes: a sender
    // that repeats it is acknowledged again, without a second effect, and its content does not come back.
    await sql`delete from message_identifier where seq = any(${seqs}::bigint[])`.execute(trx);
    const last = taken.reduce((latest, { received_at }) => Math.max(latest, received_at.getTime()), -Infinity);
    return { pruned: taken.length, upTo: taken.length === 0 ? null : instantOf(last) };
  });

/** A feed whose content is not kept for ever, and for how long it is. */
interface Agreed {
  readonly name: string;
  readonly retentionMs: number;
}

/** Where the next bite of a feed goes on. */
interface Place {
  /** When this process last began with the oldest there is; milliseconds since the epoch. */
  readonly begunAt: number;
  /** When the last message of the last bite arrived; null to begin with the oldest. Others may have come at that moment. */
  readonly from: Instant | null;
}

/** Feeds of other processes, or that no settings name any more: as those agreed last that did. */
const agreedElsewhere = async ({ store, feeds }: RetentionMeans): Promise<readonly Agreed[]> => {
  const own = feeds.map(({ name }) => name);
  const { rows } = await sql<Agreed>`
    select name, retention_ms as "retentionMs" from known_feed
    where retention_ms is not null and name <> all(${own}::text[]) order by name`.execute(store.db);
  return rows;
};

/** Keeps the content of each feed's messages for as long as its settings say, from arrival; one process at a time. */
export const createRetention = (means: RetentionMeans): Retention => {
  let stopped = false;
  // What was pruned stays in the index until it is vacuumed, and a backup that runs puts that off: each bite that began with
  // the oldest would walk past all that those before it pruned.
  const places = new Map<string, Place>();
  const placeIn = (feed: string): Place => {
    const place = places.get(feed);
    const at = means.clock.millis();
    return place === undefined || at - place.begunAt >= ANEW_MS ? { begunAt: at, from: null } : place;
  };
  const pruneFeed = async (agreed: Agreed): Promise<number> => {
    const { name } = agreed;
    let pruned = 0;
    while (!stopped) {
      const { begunAt, from } = placeIn(name);
      const bite = await pruneBatch(means, agreed, from);
      if (bite === 'not mine') break;
      places.set(name, { begunAt, from: bite.upTo ?? from });
      pruned += bite.pruned;
      if (bite.pruned < BATCH) break;
    }
    if (pruned > 0) means.log(`${name}: the content of ${pruned} messages was removed after its retention`);
    return pruned;
  };
  return {
    prune: async () => {
      const own = means.feeds.flatMap(({ name, retentionMs }) =>
        retentionMs === undefined ? [] : [{ name, retentionMs }],
      );
      let pruned = 0;
      for (const feed of [...own, ...(await agreedElsewhere(means))]) pruned += await pruneFeed(feed);
      return pruned;
    },
    stop: () => {
      stopped = true;
    },
  };
};
