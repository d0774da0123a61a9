import type { Clock } from '../../schema/clock';
import { ALERT_CONDITIONS, type AlertCondition } from '../../schema/messages';
import type { Store } from '../store';
import type { RefusalCounts } from '../wire/mllp/refusals';
import { readFeeds } from './feed-reading';
import { listeningNow } from './listening-now';

/** A feed in numbers, for those who plot them. */
export interface FeedMeasure {
  readonly feed: string;
  readonly waiting: number;
  readonly held: number;
  /** Of what could be worked on; 0 where nothing waits. */
  readonly oldestWaitingSeconds: number;
  /** Since its newest message, or, where it has none, since it was first listened for. Not written down by anybody: it grows though no process hears feeds. */
  readonly silentSeconds: number;
  /** For how long it may be silent, by the settings. */
  readonly agreedSilenceSeconds: number;
  /** Processes that listen for it, this one included. */
  readonly listeners: number;
  /** What goes on now. */
  readonly alerts: readonly AlertCondition[];
  /** By this process since its start; null where it hears no feeds. Feeds of one listener share theirs. */
  readonly refused: RefusalCounts | null;
}

export interface FeedMeasuresMeans {
  readonly store: Store;
  readonly clock: Clock;
  readonly feeds: readonly { readonly name: string; readonly silenceMs: number }[];
  readonly refused: ReadonlyMap<string, RefusalCounts> | null;
}

const CONDITIONS = Object.keys(ALERT_CONDITIONS) as readonly AlertCondition[];

/** Feeds that were registered, in the order given. */
export const measureFeeds = async ({
  store,
  clock,
  feeds,
  refused,
}: FeedMeasuresMeans): Promise<readonly FeedMeasure[]> => {
  const open = await store.db
    .selectFrom('inbox_alert')
    .select(['feed', 'condition'])
    .where('over_at', 'is', null)
    .execute();
  const names = feeds.map(({ name }) => name);
  const readings = new Map((await readFeeds(store.db, names)).map((reading) => [reading.feed, reading]));
  const listening = await listeningNow(store.db, names);
  const secondsSince = (at: Date | null): number =>
    at === null ? 0 : Math.max(0, (clock.millis() - at.getTime()) / 1_000);
  return feeds.flatMap(({ name: feed, silenceMs }) => {
    const reading = readings.get(feed);
    if (reading === undefined) return [];
    const { waiting, held, oldestAt, heardAt, awaitedSince } = reading;
    const alerts = CONDITIONS.filter((name) => open.some((one) => one.feed === feed && one.condition === name));
    return [
      {
        ...{ feed, waiting, held, alerts, refused: refused?.get(feed) ?? null },
        oldestWaitingSeconds: secondsSince(oldestAt),
        silentSeconds: secondsSince(heardAt ?? awaitedSince),
        agreedSilenceSeconds: silenceMs / 1_000,
        listeners: listening.get(feed) ?? 0,
      },
    ];
  });
};
