import type { Clock } from '../../schema/clock';
import { ALERT_CONDITIONS, type AlertCondition } from '../../schema/messages';
import type { Store } from '../store';
import type { RefusalCounts } from '../wire/mllp/refusals';
import { readFeeds } from './feed-reading';

/** A feed in numbers, for those who plot them. */
export interface FeedMeasure {
  readonly feed: string;
  readonly waiting: number;
  readonly held: number;
  /** Of what could be worked on; 0 where nothing waits. */
  readonly oldestWaitingSeconds: number;
  /** What goes on now. */
  readonly alerts: readonly AlertCondition[];
  /** By this process since its start; null where it hears no feeds. Feeds of one listener share theirs. */
  readonly refused: RefusalCounts | null;
}

export interface FeedMeasuresMeans {
  readonly store: Store;
  readonly clock: Clock;
  readonly feeds: readonly string[];
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
  const readings = new Map((await readFeeds(store.db, feeds)).map((reading) => [reading.feed, reading]));
  return feeds.flatMap((feed) => {
    const reading = readings.get(feed);
    if (reading === undefined) return [];
    const { waiting, held, oldestAt } = reading;
    const oldestWaitingSeconds = oldestAt === null ? 0 : Math.max(0, (clock.millis() - oldestAt.getTime()) / 1_000);
    const alerts = CONDITIONS.filter((name) => open.some((one) => one.feed === feed && one.condition === name));
    return [{ feed, waiting, held, oldestWaitingSeconds, alerts, refused: refused?.get(feed) ?? null }];
  });
};
