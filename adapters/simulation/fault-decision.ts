import { setMaxListeners } from 'node:events';
import type { Random } from './random';
import type { Fault } from './simulator';

/** The fault, if it befalls this ask: `share` of the asks, drawn from the generator given (so the same in every run). */
export const decideFault = (fault: Fault | null, random: Random): Fault | null =>
  fault !== null && (fault.share >= 1 || random.chance(fault.share)) ? fault : null;

/** A wait that does not keep the process alive; cut short (resolving early) when the signal aborts. */
export const wait = (millis: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, millis);
    timer.unref();
    // Everyone who is kept waiting waits for the one end of the simulator: eleven slow asks are no leak.
    setMaxListeners(Infinity, signal);
    signal.addEventListener('abort', done);
  });
