import type { Clock } from '../../schema/clock';
import type { Store } from '../store';
import type { Leadership } from './leadership';
import { probe, type ProbeMeans } from './probes';
import { rampSpent, type RampBudget } from './ramp-figures';
import { rampsNow, type Ramp } from './ramps';

export interface RampWatchMeans extends ProbeMeans {
  readonly store: Store;
  readonly clock: Clock;
  readonly leadership: Leadership;
  readonly budgetOf: (route: string) => Promise<RampBudget>;
  /** Moves the route, and its whole group, back to the stage before; rejects where it could not. */
  readonly goBack: (ramp: Ramp, reason: string) => Promise<void>;
  /** Tells planners, once for each time it goes back. */
  readonly alert: (route: string, words: string) => Promise<void>;
  /** Writes what was counted of candidates so far, so that it counts. */
  readonly flush: () => Promise<void>;
  readonly log: (line: string) => void;
  readonly unexpected: (error: unknown) => void;
  readonly everyMs: number;
  /** Probe reads of one ramp at one look. */
  readonly probesAtOnce: number;
}

/** Far below the minute in which a ramp that broke must be back, settling included. */
export const WATCH_EVERY_MS = 10_000;
export const PROBES_AT_ONCE = 20;

export interface RampWatch {
  /** Looks, where it is time and this process is the one that decides. */
  tick(): Promise<void>;
}

/** Sends back by itself a ramp that breaks its budget. */
export const createRampWatch = (means: RampWatchMeans): RampWatch => {
  const { store, clock, leadership, log } = means;
  let lookedAt = -Infinity;
  let looking = false;

  const spentNow = async ({ route, movedAt }: Ramp, budget: RampBudget) =>
    rampSpent(store, route.id, movedAt, budget, clock.millis());

  const judge = async (ramp: Ramp): Promise<void> => {
    const { id } = ramp.route;
    const budget = await means.budgetOf(id);
    const missing = budget.minimumSample - (await spentNow(ramp, budget)).sample;
    if (missing > 0) {
      await probe(ramp, Math.min(missing, means.probesAtOnce), means);
      await means.flush();
    }
    const { broken } = await spentNow(ramp, budget);
    if (broken.length === 0) return;
    // One route of a group that is moved back takes the others with it: they are no ramps any more.
    const still = (await rampsNow(store)).some(({ route }) => route.id === id);
    if (!still) return;
    const words = `The ramp broke its budget and went back by itself: ${broken.join('; ')}.`;
    await means.goBack(ramp, words);
    await means.alert(id, words);
    log(`${id}: ${words}`);
  };

  const look = async (): Promise<void> => {
    const ramps = await rampsNow(store);
    if (ramps.length === 0 || !(await leadership.isOurs())) return;
    // One ramp that cannot be judged leaves the others watched.
    for (const ramp of ramps) await judge(ramp).catch(means.unexpected);
  };

  return {
    tick: async () => {
      if (looking || clock.millis() - lookedAt < means.everyMs) return;
      looking = true;
      lookedAt = clock.millis();
      try {
        await look();
      } finally {
        looking = false;
      }
    },
  };
};
