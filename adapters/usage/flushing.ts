/** What was counted since the last time. */
export interface Taken {
  write(): Promise<void>;
  /** For when it could not be written. */
  putBack(): void;
}

/** Something that counts in memory. */
export interface Tally {
  /** Counts that wait. */
  size(): number;
  take(): Taken;
}

export interface Flushing {
  /** Writes what waits. Never rejects: what could not be written waits for the next time. */
  flush(): Promise<void>;
  /** Writes what waits, and ends. */
  close(): Promise<void>;
}

const EVERY_MS = 1_000;
/** While the store is away: where more than this would wait, what waited is not counted, and that is said. */
const MOST_WAITING = 50_000;

/**
 * Writes what is counted once a second, off the live path. A process that is killed loses what it counted since then: at
 * most its last second. One that closes in order loses nothing.
 */
export const startFlushing = (
  tallies: readonly Tally[],
  log: (line: string) => void,
  everyMs: number = EVERY_MS,
): Flushing => {
  let writing: Promise<void> = Promise.resolve();
  let failing = false;
  const writeOne = async (tally: Tally): Promise<void> => {
    const waiting = tally.size();
    if (waiting === 0) return;
    const taken = tally.take();
    try {
      await taken.write();
      failing = false;
    } catch {
      if (!failing) log('what is read could not be counted in the store; it is kept and written later');
      failing = true;
      // With what was counted while it was written.
      if (waiting + tally.size() <= MOST_WAITING) taken.putBack();
      else log('what is read could not be counted for too long; some of it is not counted');
    }
  };
  const flush = (): Promise<void> => {
    writing = writing.then(async () => {
      for (const tally of tallies) await writeOne(tally);
    });
    return writing;
  };
  const timer = setInterval(() => void flush(), everyMs);
  timer.unref();
  return {
    flush,
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
};
