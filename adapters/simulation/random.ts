/** A small seeded generator: the same seed gives the same hospital on every machine. Not for secrets. */
export interface Random {
  /** 0 <= x < 1 */
  next(): number;
  /** Whole number, both ends included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<const A extends readonly [unknown, ...unknown[]]>(items: A): A[number];
  /** Undefined only when there is nothing to pick from. */
  pickAny<T>(items: readonly T[]): T | undefined;
}

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, uniform enough for laying out a hospital. */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const index = (length: number): number => Math.floor(next() * length);
  return {
    next,
    between: (low, high) => low + index(high - low + 1),
    chance: (probability) => next() < probability,
    pick: (items) => items[index(items.length)] ?? items[0],
    pickAny: (items) => items[index(items.length)],
  };
};
