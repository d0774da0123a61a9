import { performance } from 'node:perf_hooks';

/** Milliseconds that go forwards only while it runs. */
export interface Stopwatch {
  elapsedMs(): number;
  /** So many of its milliseconds in one of the machine's. */
  run(pace: number): void;
  stop(): void;
}

export const createStopwatch = (): Stopwatch => {
  let before = 0;
  let running: { readonly since: number; readonly pace: number } | null = null;
  const elapsedMs = (): number => before + (running === null ? 0 : (performance.now() - running.since) * running.pace);
  const stop = (): void => {
    before = elapsedMs();
    running = null;
  };
  return {
    elapsedMs,
    run: (pace) => {
      stop();
      running = { since: performance.now(), pace };
    },
    stop,
  };
};
