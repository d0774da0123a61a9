import type { Clock } from './clock';

const EVERY_MS = 60_000;

/** Calls `say` for the first of its kind, and at most once a minute after it, with how many were not told of meanwhile. */
export type Seldom = (kind: string, say: (untold: number) => void) => void;

/**
 * For what may fail many times a second for one reason, so that it does not write the log full. Kinds are few: codes and
 * names of faults, never what came from outside.
 */
export const toldSeldom = (clock: Clock): Seldom => {
  const told = new Map<string, { readonly at: number; untold: number }>();
  return (kind, say) => {
    const last = told.get(kind);
    if (last !== undefined && Math.abs(clock.millis() - last.at) < EVERY_MS) {
      last.untold += 1;
      return;
    }
    told.set(kind, { at: clock.millis(), untold: 0 });
    say(last?.untold ?? 0);
  };
};

/** The same for a line of a log, which is its own kind. */
export const seldomLine = (clock: Clock, log: (line: string) => void): ((line: string) => void) => {
  const seldom = toldSeldom(clock);
  return (line) =>
    seldom(line, (untold) => log(untold === 0 ? line : `${line} (${untold} times more since this was said)`));
};
