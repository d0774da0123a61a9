import { sql } from 'kysely';
import { now } from '../../schema/clock';
import { instantOf } from '../../schema/time';
import { notify } from '../store';
import { judgeFeed, WATCHED } from './alert-conditions';
import type { Judgement, WatchedCondition } from './alert-conditions';
import type { Feed } from './feed';
import { readFeeds } from './feed-reading';
import { spokenDuration } from './spoken-duration';
import type { InboxMeans } from './worker-means';

/** Told when an alert begins and when it is over; the payload is the feed's name. */
export const ALERTS_CHANNEL = 'alerts';

export type AlertMeans = Pick<InboxMeans, 'store' | 'feeds' | 'clock' | 'log'>;

export interface AlertWatch {
  /** Looks once at every feed, and tells what has begun and what is over since anybody last looked. */
  look(): Promise<void>;
}

/** An open one of the same condition makes it no second time: the unique index decides, whoever else looks at that moment. */
const begin = async ({ store }: AlertMeans, feed: Feed, condition: WatchedCondition, judged: Judgement) =>
  store.db.transaction().execute(async (trx) => {
    const { rows } = await sql`
      insert into inbox_alert (feed, condition, since, words)
      values (${feed.name}, ${condition}, ${instantOf(judged.since)}, ${judged.words})
      on conflict (feed, condition) where over_at is null do nothing returning id`.execute(trx);
    if (rows.length > 0) await notify(trx, ALERTS_CHANNEL, feed.name);
    return rows.length > 0;
  });

/** Since when it was on, in milliseconds since the epoch; null where somebody else has said already that it is over. */
const end = async ({ store }: AlertMeans, feed: Feed, condition: WatchedCondition, at: number) =>
  store.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ since: Date }>`
      update inbox_alert set over_at = ${instantOf(at)}
      where feed = ${feed.name} and condition = ${condition} and over_at is null returning since`.execute(trx);
    if (rows.length > 0) await notify(trx, ALERTS_CHANNEL, feed.name);
    return rows[0]?.since.getTime() ?? null;
  });

/**
 * Watches feeds from any number of processes. An alert is a row of `inbox_alert`: open while its condition goes on,
 * through a restart. Each change is one row, one log line and one notice, all by the process that made it.
 */
export const createAlertWatch = (means: AlertMeans): AlertWatch => {
  const { store, feeds, clock, log } = means;
  const names = feeds.map(({ name }) => name);

  const settle = async (feed: Feed, condition: WatchedCondition, judged: Judgement, open: boolean, at: number) => {
    if (judged.is === 'on' && !open && (await begin(means, feed, condition, judged)))
      log(`${feed.name}: alert, ${condition}: ${judged.words}`);
    if (judged.is === 'over' && open) {
      const since = await end(means, feed, condition, at);
      if (since !== null)
        log(`${feed.name}: ${condition} is over after ${spokenDuration(Math.max(0, at - since))}: ${judged.words}`);
    }
  };

  let awaited = false;
  /** By the injected clock, like everything that silence is counted by. */
  const markAwaited = async (): Promise<void> => {
    if (awaited) return;
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
      if (names.length === 0) return;
      await markAwaited();
      const open = await store.db
        .selectFrom('inbox_alert')
        .select(['feed', 'condition'])
        .where('over_at', 'is', null)
        .execute();
      const readings = new Map((await readFeeds(store.db, names)).map((reading) => [reading.feed, reading]));
      // After the reading: nothing in it is of the future.
      const at = clock.millis();
      for (const feed of feeds) {
        const reading = readings.get(feed.name);
        if (reading === undefined) continue;
        for (const condition of WATCHED) {
          const isOpen = open.some((one) => one.feed === feed.name && one.condition === condition);
          await settle(feed, condition, judgeFeed(feed, condition, reading, at), isOpen, at);
        }
      }
    },
  };
};
