import type { Clock } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import type { FindingLoss } from '../../schema/migration/evidence';
import type { IdentityIndex } from '../identity';
import type { Connected, GuardSettings, Recorder } from '../routing';
import type { Store } from '../store';
import { createAskSystem } from './ask-system';
import { createCandidateAsks } from './candidate-asks';
import { createComparing, type Comparing } from './comparing';
import { createComparingCost } from './comparing-cost';
import { createComparisonLog } from './comparison-log';
import { foundOnce } from './found-once';
import type { Job } from './job';
import type { ShadowSettings } from './settings';
import { createShadowRecord } from './shadow-record';
import { createWorkQueue } from './work-queue';

/** Compares what it is handed, off the live path: in this process, or in a thread of its own. */
export interface Comparer {
  /** False when there is no room: it is dropped. `over` is told once it was compared, or could not be. */
  take(job: Job, over?: () => void): boolean;
  /** How many wait. */
  waiting(): number;
  /** What one comparison takes of a processor, in milliseconds, as those lately made took; 0 where that is not known. */
  costMs(): number;
  /** Resolves when nothing that was taken waits or is under way. */
  idle(): Promise<void>;
  /** Drops what waits, ends what is under way, and writes what was found. */
  close(): Promise<void>;
}

/** Tells how often something was lost of what was taken, for {@link CountedFate}s. */
export type CountLoss = (route: string, loss: FindingLoss) => void;

export interface ComparerMeans {
  readonly store: Store;
  readonly clock: Clock;
  readonly index: Pick<IdentityIndex, 'bySubjects'>;
  readonly connections: ReadonlyMap<InstanceName, Connected>;
  /** Whom comparing reads is put on record, a second's worth at a time. */
  readonly recorder: Pick<Recorder, 'answered'>;
  /** Differing values are kept under it (`differingKey`). */
  readonly key: Buffer;
  readonly settings: ShadowSettings;
  readonly guard?: Partial<GuardSettings>;
  /** Milliseconds that only go forwards. */
  readonly elapsedMs: () => number;
  /** Milliseconds that the thread was at work, where it does nothing else than this; else what it costs is not known. */
  readonly activeMs?: () => number;
  readonly count: CountLoss;
  /** A fault of our own, for the log. */
  readonly unexpected: (error: unknown) => void;
}

export interface OwnComparer extends Comparer {
  readonly comparing: Comparing;
  /** Asks again what has settled, and writes what was found. Called every second or so. */
  tick(): Promise<void>;
  /** Counts what the last second cost. Called every second. */
  measure(): void;
  /** Writes what was found and counted so far. */
  flush(): Promise<void>;
}

/** Compares where it stands. */
export const createComparer = (given: ComparerMeans): OwnComparer => {
  const means: ComparerMeans = { ...given, index: foundOnce(given.index, given.elapsedMs) };
  const { store, clock, settings, count } = means;
  const { deadlineMs } = settings;
  const cost = createComparingCost(means.activeMs ?? (() => 0));
  const askSystem = createAskSystem({ ...means, deadlineMs });
  const record = createShadowRecord({
    ...{ ...means, deadlineMs },
    askSystem: (...asked) => {
      cost.asked();
      return askSystem(...asked);
    },
  });
  const log = createComparisonLog({ store, clock, key: means.key, lost: (route) => count(route, 'unwritten') });
  const candidateAsks = createCandidateAsks({ store, clock });
  const comparing = createComparing({
    ...{ askSystem: record.asking, index: means.index, log, candidateAsks, settings, clock },
    unsettleable: (route) => count(route, 'unsettled'),
    unexpected: means.unexpected,
  });
  let closing = false;
  const queue = createWorkQueue<{ readonly job: Job; readonly over?: (() => void) | undefined }>(
    { most: settings.queue, concurrent: settings.concurrent },
    async ({ job, over }) => {
      try {
        await comparing.other(job);
        if (job.withNoise && !closing) await comparing.noise(job, job.by);
        cost.compared();
      } catch (error) {
        count(job.route.id, 'failed');
        means.unexpected(error);
      }
      over?.();
    },
    means.unexpected,
  );
  const flush = async (): Promise<void> => {
    await candidateAsks.flush().catch(means.unexpected);
    try {
      // What was found of somebody waits until it is on record that they were read.
      await record.flush();
      await log.flush();
    } catch (error) {
      means.unexpected(error);
    }
  };
  return {
    comparing,
    take: (job, over) => queue.push({ job, over }),
    waiting: () => queue.waiting(),
    costMs: () => cost.perComparisonMs(),
    measure: () => cost.tick(),
    idle: () => queue.idle(),
    tick: async () => {
      await comparing.settleDue().catch(means.unexpected);
      await flush();
    },
    flush,
    close: async () => {
      closing = true;
      comparing.stop();
      await queue.close();
      await flush();
    },
  };
};
