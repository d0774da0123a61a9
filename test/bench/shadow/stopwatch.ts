import { performance } from 'node:perf_hooks';

/** Milliseconds that go forwards only while it runs. */
export interface Stopwatch {
  elapsedMs(): number;
  run(): void;
  stop(): void;
}

export const createStopwatch = (): Stopwatch => {
  let before = 0;
  let since: number | null = null;
  const elapsedMs = (): number => before + (since === null ? 0 : performance.now() - since);
  return {
    elapsedMs,
    run: () => {
      since ??= performance.now();
    },
    stop: () => {
      before = elapsedMs();
      since = null;
    },
  };
};
