import type { IdentityIndex } from '../identity';
import { HOUR } from '../../schema/time';
import { createLeadership } from './leadership';
import type { RampBudget } from './ramp-figures';
import { createRampWatch, PROBES_AT_ONCE, WATCH_EVERY_MS, type RampWatchMeans } from './ramp-watch';
import { routeNow } from './ramps';
import { createRehearsals, type Rehearsals } from './rehearsals';
import { forgetShadowed } from './retention';
import { createShadow, type Shadow, type ShadowMeans } from './shadow';

export interface OpenShadowMeans extends ShadowMeans {
  readonly index: Pick<IdentityIndex, 'bySubjects' | 'byIds'>;
  readonly budgetOf: (route: string) => Promise<RampBudget>;
  readonly goBack: RampWatchMeans['goBack'];
  readonly alert: RampWatchMeans['alert'];
  readonly log: (line: string) => void;
  /** How often a ramp is looked at; 10 seconds. */
  readonly watchEveryMs?: number;
}

export interface OpenedShadow {
  readonly shadow: Shadow;
  readonly rehearsals: Rehearsals;
  /** One round of all that is due. The timer does it every second. */
  tick(): Promise<void>;
  close(): Promise<void>;
}

/** The same in every process: whoever holds it decides for all. */
const WATCHING = 0x72616d70;
const TICK_MS = 1_000;

/** Begins nothing while it is under way. */
const oneAtATime = (work: () => Promise<void>) => {
  let running: Promise<void> | null = null;
  return {
    begin: (): void => {
      running ??= work().finally(() => {
        running = null;
      });
    },
    ended: async (): Promise<void> => {
      await running;
    },
  };
};

/** Compares, rehearses and watches ramps until it is closed. */
export const openShadow = (means: OpenShadowMeans): OpenedShadow => {
  const { store, clock, settings } = means;
  const shadow = createShadow(means);
  const own = { comparing: shadow.comparing, recorder: means.recorder, clock, deadlineMs: settings.deadlineMs };
  const rehearsals = createRehearsals({
    ...{ ...own, store, index: means.index, concurrent: settings.concurrent, unexpected: means.unexpected },
    routeOf: (id) => routeNow(store, id),
  });
  const leadership = createLeadership(store.databaseUrl, WATCHING);
  const watch = createRampWatch({
    ...{ ...means, ...own, leadership, flush: () => shadow.flush(), probesAtOnce: PROBES_AT_ONCE },
    everyMs: means.watchEveryMs ?? WATCH_EVERY_MS,
  });
  let forgotAt = -Infinity;
  const forget = async (): Promise<void> => {
    if (clock.millis() - forgotAt < HOUR) return;
    forgotAt = clock.millis();
    await forgetShadowed(store, clock);
  };
  // What was counted must be written for whoever watches, in every process, whatever else waits.
  const look = async (): Promise<void> => {
    await shadow.flush();
    await watch.tick();
  };
  const rounds = [shadow.tick, rehearsals.tick, look, forget].map((round) => () => round().catch(means.unexpected));
  // Each goes at its own pace: what waits for a slow candidate must not hold up who watches it.
  const alone = rounds.map(oneAtATime);
  const timer = setInterval(() => {
    for (const round of alone) round.begin();
  }, TICK_MS);
  timer.unref();
  return {
    shadow,
    rehearsals,
    tick: async () => {
      for (const round of rounds) await round();
    },
    close: async () => {
      clearInterval(timer);
      await rehearsals.close();
      await Promise.all(alone.map((round) => round.ended()));
      await watch.idle();
      await shadow.close();
      await leadership.close();
    },
  };
};
