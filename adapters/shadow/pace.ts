/** Lets through few of many, by name. */
export interface Pace {
  /** Whether this one may go on, where those of its name are to be about so many milliseconds apart; 0 lets all through. */
  admits(name: string, everyMs: number): boolean;
}

/**
 * What comparing costs is bounded by the second and not by the request: a gateway that answers more compares a smaller
 * share. Gaps are uneven, a half to one and a half of what is wanted, or a client that polls at the same pace would be
 * the only one that is ever compared.
 */
export const createPace = ({
  elapsedMs,
  random,
}: {
  /** Milliseconds that only go forwards. */
  readonly elapsedMs: () => number;
  /** 0 to 1. */
  readonly random: () => number;
}): Pace => {
  const next = new Map<string, number>();
  return {
    admits: (name, everyMs) => {
      if (everyMs === 0) return true;
      const at = elapsedMs();
      if (at < (next.get(name) ?? -Infinity)) return false;
      next.set(name, at + everyMs * (0.5 + random()));
      return true;
    },
  };
};
