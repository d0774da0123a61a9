import { join } from 'node:path';
import type { Evidence } from '../../schema/migration/evidence';
import { createEvidence } from '../migration/evidence';
import type { DoorObserver } from '../routing/observer';
import { installationKey } from '../settings/installation-key';
import {
  budgetFromStore,
  differingKey,
  openShadow,
  startComparingThread,
  type Comparer,
  type CountedFate,
  type CountLoss,
} from '../shadow';
import type { MigrationParts } from './migration';
import { comparingMeans, openOwnComparer, shadowSettings } from './own-comparer';
import { createUnwatchedRamps } from './unwatched-ramps';

export interface OpenedEvidence {
  readonly evidence: Evidence;
  readonly observer: DoorObserver;
  /** What became of live reads that may be compared, in this process since it began. */
  readonly fates: () => readonly CountedFate[];
  close(): Promise<void>;
}

/** Of a process that asks no system: it must not take up a rehearsal, or a ramp, that it could only fail. */
const ASKS_NOBODY: Comparer = {
  take: () => false,
  waiting: () => 0,
  costMs: () => 0,
  idle: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

const comparerOf =
  (parts: MigrationParts, most: number) =>
  (count: CountLoss): Comparer => {
    if (parts.connections.size === 0) return ASKS_NOBODY;
    if (parts.comparingThread === undefined) return openOwnComparer(parts, count);
    const entry = join(__dirname, 'comparing-thread.ts');
    const ramps = createUnwatchedRamps(parts);
    const down = (words: string | null): void =>
      void ramps.tell(words).catch(() => parts.log('planners could not be told whether ramps are watched'));
    return startComparingThread({ entry, settings: parts.comparingThread, most, count, log: parts.log, down });
  };

/** Compares, rehearses, watches ramps, and tells planners of it. */
export const openEvidence = (parts: MigrationParts): OpenedEvidence => {
  const { store, clock, connections, identity, recorder } = parts;
  const settings = shadowSettings(parts.estate);
  const shadow = openShadow({
    ...{ ...comparingMeans(parts), store, clock, connections, settings },
    openComparer: comparerOf(parts, settings.queue),
  });
  return {
    evidence: createEvidence({
      ...{ store, clock, recorder, index: identity, key: differingKey(installationKey(parts.environment)) },
      budgetOf: (route) => budgetFromStore(store, settings, route),
    }),
    observer: shadow.observer,
    fates: () => shadow.fates(),
    close: () => shadow.close(),
  };
};
