import type { Clock } from '../../schema/clock';
import type { UseRecorder } from '../../schema/migration/use';
import { DAY } from '../../schema/time';
import type { DoorObserver } from '../routing/observer';
import type { Store } from '../store';
import { createFieldUseTally } from './field-use-tally';
import { startFlushing } from './flushing';
import { keepUse } from './keeping';
import { createTrafficTally } from './traffic-tally';

export { asksOf, countedSince, fieldUseOf, readersOf, readsByField, trafficOf } from './read-use';
export { KEPT_DAYS } from './keeping';

export interface Usage {
  /** Told by every subgraph what its answer was made of. */
  readonly use: UseRecorder;
  /** Told by the door which systems were asked. */
  readonly observer: DoorObserver;
  /** What was counted so far can be read once this resolves. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Counts who reads what, and which system answers, and writes it once a second. */
export const openUsage = (store: Store, clock: Clock, log: (line: string) => void): Usage => {
  const use = createFieldUseTally(store, clock);
  const observer = createTrafficTally(store, clock);
  const flushing = startFlushing([use, observer], log);
  const keep = (): Promise<void> =>
    keepUse(store, clock).catch(() => log('old counts of what is read could not be removed; tried again tomorrow'));
  void keep();
  const daily = setInterval(() => void keep(), DAY);
  daily.unref();
  return {
    use,
    observer,
    flush: () => flushing.flush(),
    close: async () => {
      clearInterval(daily);
      await flushing.close();
    },
  };
};
