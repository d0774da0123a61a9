import { HOUR } from '../../schema/time';
import type { IdentityIndex } from '../identity';
import { createComparer, type ComparerMeans, type OwnComparer } from './comparer';
import { inTurns } from './in-turns';
import { createLeadership } from './leadership';
import type { RampBudget } from './ramp-figures';
import { createRampWatch, PROBES_AT_ONCE, WATCH_EVERY_MS, type RampWatchMeans } from './ramp-watch';
import { routeNow } from './ramps';
import { createRehearsals, type Rehearsals } from './rehearsals';
import { createForgetting } from './retention';

export interface OpenComparerMeans extends ComparerMeans {
  readonly index: Pick<IdentityIndex, 'bySubjects' | 'byIds'>;
  /** 0 to 1, for whom a probe is about. */
  readonly random: () => number;
  readonly budgetOf: (route: string) => Promise<RampBudget>;
  readonly goBack: RampWatchMeans['goBack'];
  readonly log: (line: string) => void;
  /** How often a ramp is looked at; 10 seconds. */
  readonly watchEveryMs?: number;
}

export interface OpenedComparer extends OwnComparer {
  readonly rehearsals: Rehearsals;
  /** One round of all that is due. The timer does it every second. */
  tick(): Promise<void>;
}

/** The same in every process: whoever holds it decides for all. */
const WATCHING = 0x72616d70;

/** All that asks systems beside live reads, until it is closed: compares, rehearses, and watches ramps. */
export const openComparer = (means: OpenComparerMeans): OpenedComparer => {
  const { store, clock, settings } = means;
  const comparer = createComparer(means);
  const own = { comparing: comparer.comparing, recorder: means.recorder, clock, deadlineMs: settings.deadlineMs };
  const rehearsals = createRehearsals({
    ...{ ...own, store, index: means.index, concurrent: settings.concurrent, unexpected: means.unexpected },
    routeOf: (id) => routeNow(store, id),
  });
  const leadership = createLeadership(store.databaseUrl, WATCHING);
  const watch = createRampWatch({
    ...{ ...means, ...own, leadership, flush: () => comparer.flush(), probesAtOnce: PROBES_AT_ONCE },
    everyMs: means.watchEveryMs ?? WATCH_EVERY_MS,
  });
  const forgetting = createForgetting(store, clock);
  let forgotAt = -Infinity;
  const forget = async (): Promise<void> => {
    if (clock.millis() - forgotAt < HOUR) return;
    forgotAt = clock.millis();
    await forgetting.forget();
  };
  // What was counted must be written for whoever watches, in every process, whatever else waits.
  const look = async (): Promise<void> => {
    await comparer.flush();
    await watch.tick();
  };
  const measure = (): Promise<void> => Promise.resolve(comparer.measure());
  const rounds = [measure, comparer.tick, rehearsals.tick, look, forget].map(
    (round) => () => round().catch(means.unexpected),
  );
  // Each goes at its own pace: what waits for a slow candidate must not hold up who watches it.
  const turns = inTurns(rounds);
  return {
    ...comparer,
    rehearsals,
    tick: async () => {
      for (const round of rounds) await round();
    },
    close: async () => {
      const stopped = turns.stop();
      // What was found goes to the store first: whoever stops us may not wait for what is still asked.
      await Promise.all([comparer.close(), rehearsals.close()]);
      await stopped;
      await watch.idle();
      await comparer.flush();
      await leadership.close();
    },
  };
};
