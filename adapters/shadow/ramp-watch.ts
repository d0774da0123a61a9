import { setTimeout as sleep } from 'node:timers/promises';
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
  /**
   * Moves the route, and its whole group, back to the stage before, and tells planners. False where it is no ramp any
   * more; rejects where it could not.
   */
  readonly goBack: (ramp: Ramp, reason: string) => Promise<boolean>;
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
/** A look waits so long for its probes, and then goes by those that were answered; the others count at the next look. */
const PROBING_MS = 8_000;

export interface RampWatch {
  /** Looks, where it is time and this process is the one that decides. */
  tick(): Promise<void>;
  /** Resolves when no probe is under way. */
  idle(): Promise<void>;
}

const atMost = async (work: Promise<unknown>, ms: number): Promise<void> => {
  const over = new AbortController();
  const late = sleep(ms, undefined, { signal: over.signal, ref: false }).catch(() => undefined);
  await Promise.race([work, late]);
  over.abort();
};

/** Sends back by itself a ramp that breaks its budget. */
export const createRampWatch = (means: RampWatchMeans): RampWatch => {
  const { store, clock, leadership, log } = means;
  let lookedAt = -Infinity;
  let looking = false;
  const probing = new Map<string, Promise<void>>();

  const spentNow = async ({ route, movedAt }: Ramp, budget: RampBudget) =>
    rampSpent(store, route.id, movedAt, budget, clock.millis());

  /** Whether it stays. What broke is sent back at once. */
  const judge = async (ramp: Ramp): Promise<{ readonly missing: number }> => {
    const { id } = ramp.route;
    const budget = await means.budgetOf(id);
    const { broken, missing } = await spentNow(ramp, budget);
    if (broken.length === 0) return { missing };
    const words = `The ramp broke its budget and went back by itself: ${broken.join('; ')}.`;
    if (await means.goBack(ramp, words)) log(`${id}: ${words}`);
    return { missing: 0 };
  };

  const fill = (ramp: Ramp, missing: number): Promise<void> => {
    const { id } = ramp.route;
    // Those of the last look may still wait for a slow candidate: they are as many as may be under way.
    const filling =
      probing.get(id) ??
      probe(ramp, Math.min(missing, means.probesAtOnce), means)
        .catch(means.unexpected)
        .finally(() => void probing.delete(id));
    probing.set(id, filling);
    return filling;
  };

  const look = async (): Promise<void> => {
    const ramps = await rampsNow(store);
    if (ramps.length === 0 || !(await leadership.isOurs())) return;
    const thin: { readonly ramp: Ramp; readonly missing: number }[] = [];
    // All are judged by what is known before any is probed. One that cannot be judged leaves the others watched.
    for (const ramp of ramps)
      try {
        const { missing } = await judge(ramp);
        if (missing > 0) thin.push({ ramp, missing });
      } catch (error) {
        means.unexpected(error);
      }
    if (thin.length === 0) return;
    await atMost(Promise.all(thin.map(({ ramp, missing }) => fill(ramp, missing))), PROBING_MS);
    await means.flush();
    for (const { ramp } of thin) await judge(ramp).catch(means.unexpected);
  };

  return {
    idle: async () => {
      await Promise.all(probing.values());
    },
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
