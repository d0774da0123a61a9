import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { now } from '../../schema/clock';
import { instantOf, type Instant } from '../../schema/time';
import type { Tables } from '../store';
import { writeHappening } from './happenings';
import { spokenDuration } from './spoken-duration';
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

/**
 * The oldest of what is settled. A message that waits or is held is never pruned, however old: it is still needed. One
 * that somebody has in hand is passed over, and taken the next time. Its partitions are named by hospital numbers, and go
 * with its content: what waits in none keeps no order with anything.
 */
const takeOldest = async (trx: Transaction<Tables>, feed: string, before: Instant, at: Instant) => {
  const { rows } = await sql<{ seq: number }>`
    with oldest as materialized (
      select seq from message
      where feed = ${feed} and pruned_at is null and received_at < ${before}::timestamptz
        and state in ('translated', 'refused', 'superseded')
      order by received_at limit ${BATCH} for update skip locked
    )
    update message m set bytes = null, partition_keys = '{}', pruned_at = ${at} from oldest where m.seq = oldest.seq returning m.seq`.execute(
    trx,
  );
  return rows.map(({ seq }) => seq).sort((a, b) => a - b);
};

const pruneBatch = (
  { store, clock }: RetentionMeans,
  feed: string,
  keptMs: number,
): Promise<'not mine' | readonly number[]> =>
  store.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as mine`.execute(trx);
    if (rows[0]?.mine !== true) return 'not mine';
    const at = now(clock);
    const seqs = await takeOldest(trx, feed, instantOf(clock.millis() - keptMs), at);
    // They are copies out of the content, of whom it names: what is gone must not be found by the people in it. That the
    // message came, what became of it and what it told the read models stays, and so does the hash of its bytes: a sender
    // that repeats it is acknowledged again, without a second effect, and its content does not come back.
    await sql`delete from message_identifier where seq = any(${seqs}::bigint[])`.execute(trx);
    const words = `its content was removed after ${spokenDuration(keptMs)}; it cannot be opened or processed again`;
    await writeHappening(trx, seqs, { what: 'pruned', words, at });
    return seqs;
  });

/** A feed whose content is not kept for ever, and for how long it is. */
interface Agreed {
  readonly name: string;
  readonly retentionMs: number;
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
  const pruneFeed = async ({ name, retentionMs }: Agreed): Promise<number> => {
    let pruned = 0;
    while (!stopped) {
      const batch = await pruneBatch(means, name, retentionMs);
      if (batch === 'not mine') break;
      pruned += batch.length;
      if (batch.length < BATCH) break;
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
