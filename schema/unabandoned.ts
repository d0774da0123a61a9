import { setMaxListeners } from 'node:events';

/** The signal of an ask that nobody goes away from. Each system that is asked listens to it: many of them are no leak. */
export const unabandoned = (): AbortSignal => {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return signal;
};
