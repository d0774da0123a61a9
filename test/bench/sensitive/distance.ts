const sorted = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);

/** The value below which this share of them lies. */
export const quantile = (values: readonly number[], share: number): number => {
  const inOrder = sorted(values);
  return inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * share))] ?? NaN;
};

/** The two-sample Kolmogorov-Smirnov distance: how far their distributions lie apart at most, from 0 to 1. */
export const ksDistance = (one: readonly number[], other: readonly number[]): number => {
  const [a, b] = [sorted(one), sorted(other)];
  const upTo = (values: readonly number[], bound: number): number => {
    let [low, high] = [0, values.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[middle] ?? Infinity) <= bound) low = middle + 1;
      else high = middle;
    }
    return low / values.length;
  };
  return Math.max(...[...a, ...b].map((bound) => Math.abs(upTo(a, bound) - upTo(b, bound))));
};

/** The distance that two samples of one distribution exceed once in a hundred times (Smirnov, 1948). */
export const ksBound = (one: number, other: number): number => 1.628 * Math.sqrt((one + other) / (one * other));
