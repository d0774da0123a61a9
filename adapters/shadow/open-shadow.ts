import type { Recorder } from '../routing';
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
  readonly recorder: Pick<Recorder, 'answered'>;
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
  const tick = async (): Promise<void> => {
    for (const step of [shadow.tick, rehearsals.tick, watch.tick, forget]) await step().catch(means.unexpected);
  };
  let ticking: Promise<void> | null = null;
  const timer = setInterval(() => {
    ticking ??= tick().finally(() => {
      ticking = null;
    });
  }, TICK_MS);
  timer.unref();
  return {
    shadow,
    rehearsals,
    tick,
    close: async () => {
      clearInterval(timer);
      await rehearsals.close();
      await ticking;
      await shadow.close();
      await leadership.close();
    },
  };
};
