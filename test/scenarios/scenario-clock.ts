import { performance } from 'node:perf_hooks';
import { fixedClock, type Clock } from '../../schema/clock';
import type { Instant } from '../../schema/time';

export interface ScenarioClock extends Clock {
  advance(ms: number): void;
  /** From now on time passes as it does outside: only where a deadline has to run out. */
  run(): void;
  stop(): void;
}

/** Stands still, so that every answer can be worked out beforehand, until a scenario moves it. */
export const scenarioClock = (at: Instant): ScenarioClock => {
  const standing = fixedClock(at);
  let since: number | null = null;
  const passed = (): number => (since === null ? 0 : Math.floor(performance.now() - since));
  return {
    millis: () => standing.millis() + passed(),
    advance: (ms) => standing.advance(ms),
    run: () => {
      since ??= performance.now();
    },
    stop: () => {
      standing.advance(passed());
      since = null;
    },
  };
};
