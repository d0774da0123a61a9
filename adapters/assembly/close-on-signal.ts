import { constants } from 'node:os';

/** What ends a process in order; SIGHUP: the terminal that it was started in was closed. */
export const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * For a command: told to end, it closes what it opened, an embedded server among it, which is a process of its own and
 * would stay. It exits as a shell tells of a signal, 128 and its number. A second signal ends it at once.
 */
export const closeOnSignal = (close: () => Promise<unknown>): void => {
  const end = (signal: (typeof ENDING_SIGNALS)[number]): void => {
    for (const each of ENDING_SIGNALS) process.removeAllListeners(each);
    void close()
      .catch(() => undefined)
      .finally(() => process.exit(128 + constants.signals[signal]));
  };
  for (const signal of ENDING_SIGNALS) process.once(signal, end);
};
