/** What comparing takes of a processor, measured in the thread that does it. */
export interface ComparingCost {
  /** A system is asked for a comparison. */
  asked(): void;
  /** One read was compared. */
  compared(): void;
  /** Called every second: what the thread did in it counts where comparisons were made in it, or have just been. */
  tick(): void;
  /** Of one comparison, in milliseconds, as those lately made took; 0 while none was. */
  perComparisonMs(): number;
}

/** Comparisons that count for the average; beyond it what was before counts half. */
const LATELY = 40;
/** Seconds that belong to an ask: its own, and the next, in which what was found is written. */
const SECONDS = 2;

/**
 * Whole seconds, and not a stretch of each comparison: several are under way at once, and what differs is asked again
 * later and written later still. All of that is divided among the reads that were compared. Seconds in which nobody was
 * asked do not count, or a quiet night would make comparing look dear.
 */
export const createComparingCost = (activeMs: () => number): ComparingCost => {
  let secondsLeft = 0;
  let lastMs = activeMs();
  let spentMs = 0;
  let comparisons = 0;
  return {
    asked: () => {
      secondsLeft = SECONDS;
    },
    compared: () => {
      comparisons += 1;
    },
    tick: () => {
      const at = activeMs();
      if (secondsLeft > 0) {
        secondsLeft -= 1;
        spentMs += at - lastMs;
      }
      lastMs = at;
      if (comparisons <= LATELY) return;
      spentMs /= 2;
      comparisons /= 2;
    },
    perComparisonMs: () => (comparisons === 0 ? 0 : spentMs / comparisons),
  };
};
