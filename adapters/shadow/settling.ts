import type { Clock } from '../../schema/clock';

/** Things that are to be looked at again once their time has come. */
export interface Settling<T> {
  /** False when too many wait already. */
  add(thing: T, afterMs: number): boolean;
  /** Takes out what is due. */
  due(): readonly T[];
  waiting(): number;
}

export const createSettling = <T>(clock: Clock, most: number): Settling<T> => {
  let things: { readonly at: number; readonly thing: T }[] = [];
  return {
    add: (thing, afterMs) => {
      if (things.length >= most) return false;
      things.push({ at: clock.millis() + afterMs, thing });
      return true;
    },
    due: () => {
      const at = clock.millis();
      const due = things.filter((one) => one.at <= at);
      if (due.length > 0) things = things.filter((one) => one.at > at);
      return due.map(({ thing }) => thing);
    },
    waiting: () => things.length,
  };
};
