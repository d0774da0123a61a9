import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { now } from '../../schema/clock';
import { instantOf } from '../../schema/time';
import { notify } from '../store';
import type { Tables } from '../store';
import { ALERTS_CHANNEL } from './alerts-channel';
import { judgeFeed, WATCHED } from './alert-conditions';
import type { Judgement, WatchedCondition } from './alert-conditions';
import type { Feed } from './feed';
import { readFeeds } from './feed-reading';
import { endOfRemoved, markWatched } from './removed-feeds';
import { spokenDuration } from './spoken-duration';
import type { InboxMeans } from './worker-means';

export type AlertMeans = Pick<InboxMeans, 'store' | 'feeds' | 'clock' | 'log'>;

export interface AlertWatch {
  /** Looks once at every feed, and tells what has begun and what is over since anybody last looked. */
  look(): Promise<void>;
}

/** An open one of the same condition makes it no second time, by the unique index. */
const begin = async (trx: Transaction<Tables>, feed: Feed, condition: WatchedCondition, judged: Judgement) => {
  const { rows } = await sql`
    insert into inbox_alert (feed, condition, since, words)
    values (${feed.name}, ${condition}, ${instantOf(judged.since)}, ${judged.words})
    on conflict (feed, condition) where over_at is null do nothing returning id`.execute(trx);
  if (rows.length > 0) await notify(trx, ALERTS_CHANNEL, feed.name);
  return rows.length > 0;
};

/** Since when it was on, in milliseconds since the epoch; null where it is over already. */
const end = async (trx: Transaction<Tables>, feed: Feed, condition: WatchedCondition, at: number) => {
  const { rows } = await sql<{ since: Date }>`
    update inbox_alert set over_at = ${instantOf(at)}
    where feed = ${feed.name} and condition = ${condition} and over_at is null returning since`.execute(trx);
  if (rows.length > 0) await notify(trx, ALERTS_CHANNEL, feed.name);
  return rows[0]?.since.getTime() ?? null;
};

/** Any number, the same in every process: who holds it is the one that looks. */
const LOOKING = 7_302_613;

/**
 * Watches feeds from any number of processes. An alert is a row of `inbox_alert`: open while its condition goes on,
 * through a restart. Each change is one row, one log line and one notice, all by the process that made it.
 */
export const createAlertWatch = (means: AlertMeans): AlertWatch => {
  const { store, feeds, clock, log } = means;
  const names = feeds.map(({ name }) => name);

  /** What is to be told, once it is so. */
  const settle = async (
    trx: Transaction<Tables>,
    feed: Feed,
    condition: WatchedCondition,
    judged: Judgement,
    open: boolean,
    at: number,
  ): Promise<string | null> => {
    if (judged.is === 'on' && !open && (await begin(trx, feed, condition, judged)))
      return `${feed.name}: alert, ${condition}: ${judged.words}`;
    if (judged.is !== 'over' || !open) return null;
    const since = await end(trx, feed, condition, at);
    return since === null
      ? null
      : `${feed.name}: ${condition} is over after ${spokenDuration(Math.max(0, at - since))}: ${judged.words}`;
  };

  /** Read and decided by one process at a time: what another has just ended must not begin again by an older reading. */
  const lookAlone = async (trx: Transaction<Tables>): Promise<readonly string[]> => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${LOOKING}) as mine`.execute(trx);
    if (rows[0]?.mine !== true) return [];
    const open = await trx
      .selectFrom('inbox_alert')
      .select(['feed', 'condition'])
      .where('over_at', 'is', null)
      .execute();
    const readings = new Map((await readFeeds(trx, names)).map((reading) => [reading.feed, reading]));
    // After the reading: nothing in it is of the future.
    const at = clock.millis();
    const told: string[] = [];
    for (const feed of feeds) {
      const reading = readings.get(feed.name);
      if (reading === undefined) continue;
      for (const condition of WATCHED) {
        const isOpen = open.some((one) => one.feed === feed.name && one.condition === condition);
        const line = await settle(trx, feed, condition, judgeFeed(feed, condition, reading, at), isOpen, at);
        if (line !== null) told.push(line);
      }
    }
    told.push(...(await endOfRemoved(trx, names, at)));
    return told;
  };

  let awaited = false;
  /** By the injected clock, like everything that silence is counted by. */
  const markAwaited = async (): Promise<void> => {
    if (awaited || names.length === 0) return;
    await store.db
      .updateTable('known_feed')
      .set({ awaited_since: now(clock) })
      .where('name', 'in', names)
      .where('awaited_since', 'is', null)
      .execute();
    awaited = true;
  };

  return {
    look: async () => {
      await markAwaited();
      await markWatched(store.db, names, clock.millis());
      for (const line of await store.db.transaction().execute(lookAlone)) log(line);
    },
  };
};
