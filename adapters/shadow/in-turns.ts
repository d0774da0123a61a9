const TICK_MS = 1_000;

export interface InTurns {
  /** Resolves when no round is under way and none will be begun. */
  stop(): Promise<void>;
}

/** Begins each round every second, unless it is still under way: what one waits for holds up none of the others. */
export const inTurns = (rounds: readonly (() => Promise<void>)[]): InTurns => {
  const running = new Map<() => Promise<void>, Promise<void>>();
  const timer = setInterval(() => {
    for (const round of rounds)
      if (!running.has(round))
        running.set(
          round,
          round().finally(() => void running.delete(round)),
        );
  }, TICK_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(running.values());
    },
  };
};
