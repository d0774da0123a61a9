import type { Clock } from '../../schema/clock';
import { now } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import type { HospitalEvent, LivingHospital } from './hospital';
import { seedHospital } from './seed';
import { keepBirth, noJournal, openJournal } from './traffic/journal';
import { takeStep } from './traffic/step';
import { World } from './traffic/world';

export type Traffic = 'off' | 'gentle' | 'busy';
const MILLIS_BETWEEN_STEPS = { gentle: 20_000, busy: 1_000 } as const;

export interface LivingHospitalOptions {
  readonly seed: number;
  /** Absent: what the folder keeps, else the moment of the first start. */
  readonly anchor?: Instant | undefined;
  /** Where it is kept; absent: nowhere, it is gone on close. */
  readonly folder?: string | undefined;
  readonly clock: Clock;
  readonly traffic: Traffic;
  readonly log?: (line: string) => void;
}

/**
 * The seeded hospital, moved on by traffic. A step is on disk before anyone hears of it, so opening the folder again
 * gives the same history, event for event. `current` is one live view whose lists grow in place.
 */
export const openLivingHospital = async (options: LivingHospitalOptions): Promise<LivingHospital> => {
  const { seed, anchor, folder, clock, traffic, log = () => undefined } = options;
  const birth =
    folder === undefined ? { seed, anchor: anchor ?? now(clock) } : keepBirth(folder, seed, anchor, now(clock));
  const journal = folder === undefined ? noJournal : openJournal(folder, log);
  const world = new World(seedHospital(birth));
  for (const step of journal.steps) takeStep(world, step);

  const listeners = new Set<(events: readonly HospitalEvent[]) => void>();
  let taken = journal.steps.length;
  let lastAt = journal.steps.at(-1)?.at ?? birth.anchor;
  const step = (): void => {
    const moment = now(clock);
    const next = { n: taken + 1, at: moment > lastAt ? moment : lastAt };
    journal.append(next);
    taken = next.n;
    lastAt = next.at;
    const events = takeStep(world, next);
    for (const listener of listeners) listener(events);
  };
  const timer =
    traffic === 'off'
      ? undefined
      : setInterval(() => {
          try {
            step();
          } catch (error) {
            log(
              `synthetic hospital: a step could not be recorded and did not happen (${error instanceof Error ? error.message : 'no reason given'})`,
            );
          }
        }, MILLIS_BETWEEN_STEPS[traffic]);
  timer?.unref();
  let open = true;
  return {
    current: world.hospital,
    now: () => now(clock),
    step,
    onEvents: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      if (!open) return;
      open = false;
      clearInterval(timer);
      listeners.clear();
      journal.close();
    },
  };
};
