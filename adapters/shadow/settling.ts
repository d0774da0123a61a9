import type { Clock } from '../../schema/clock';

/** Things that are to be looked at again once their time has come. */
export interface Settling<T> {
  /** False when too many wait already. */
  add(thing: T, afterMs: number): boolean;
  /** Takes out one that is due; undefined where none is. */
  next(): T | undefined;
  waiting(): number;
  all(): readonly T[];
}

export const createSettling = <T>(clock: Clock, most: number): Settling<T> => {
  const things: { readonly at: number; readonly thing: T }[] = [];
  return {
    add: (thing, afterMs) => {
      if (things.length >= most) return false;
      things.push({ at: clock.millis() + afterMs, thing });
      return true;
    },
    next: () => {
      const at = clock.millis();
      const first = things.findIndex((one) => one.at <= at);
      return first < 0 ? undefined : things.splice(first, 1)[0]?.thing;
    },
    waiting: () => things.length,
    all: () => things.map(({ thing }) => thing),
  };
};
