import type { Clock } from '../../schema/clock';
import type { Store } from '../store';
import { DEFAULT_MAX_CONNECTIONS } from './feed';
import type { Feed } from './feed';
import { keepOutage } from './outage';
import { createStoreCondition, StoreTooSlow, within } from './store-condition';
import type { Outage } from './store-condition';
import { createTakeBack } from './take-back';
import type { Unsaid } from './take-back';

/**
 * Has the store work for a sender that waits. Null when it cannot be said to be on disk, as where it fails or takes too
 * long. `unsaid`: asked then, as soon as it is known what became of the work, for what the record may say was told.
 */
export type Safely = <T>(work: () => Promise<T>, unsaid?: (error: unknown) => readonly Unsaid[]) => Promise<T | null>;

export interface SafelyMeans {
  readonly store: Store;
  readonly feed: Feed;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly storeLimitMs: number;
}

export const createSafely = ({ store, feed, clock, log, storeLimitMs }: SafelyMeans): Safely => {
  const over = (outage: Outage): void => void keepOutage(store, feed.name, outage, log);
  const condition = createStoreCondition({ feed: feed.name, clock, log, over });
  const takeBack = createTakeBack({ store, feed: feed.name, log });
  /** Messages given up on count until the store is done with them: those that keep coming back must not pile up here. */
  let outstanding = 0;
  const mostOutstanding = 2 * (feed.listening?.maxConnections ?? DEFAULT_MAX_CONNECTIONS);
  const counted = async <T>(work: () => Promise<T>): Promise<T> => {
    outstanding += 1;
    try {
      return await work();
    } finally {
      outstanding -= 1;
    }
  };
  return async (work, unsaid = () => []) => {
    if (outstanding >= mostOutstanding) {
      condition.failed(new StoreTooSlow(storeLimitMs));
      return null;
    }
    const begun = counted(work);
    try {
      const done = await within(storeLimitMs, begun);
      condition.stored();
      return done;
    } catch (error) {
      const ended = (fault: unknown): void => takeBack(unsaid(fault));
      void begun.then(() => ended(null), ended);
      condition.failed(error);
      return null;
    }
  };
};
