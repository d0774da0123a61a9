import { constants, getPriority, setPriority } from 'node:os';

const { PRIORITY_BELOW_NORMAL } = constants.priority;

/**
 * Where more is to be done than the processors can, this thread waits rather than whoever answers somebody: an
 * acknowledgement or a query is a few short turns, and each would stand behind a whole one of the worker's. On Linux the
 * priority is a thread's own; elsewhere it would be the whole process's, and is left.
 */
export const giveWay = (): void => {
  if (process.platform !== 'linux') return;
  try {
    if (getPriority() < PRIORITY_BELOW_NORMAL) setPriority(PRIORITY_BELOW_NORMAL);
  } catch {
    // Where a process may not do that, its threads go on side by side.
  }
};
