import { registerFeeds } from './feed';
import { startHousekeeping } from './housekeeping';
import { INBOX_CHANNEL } from './nudge';
import { createPartitionWork } from './partition-work';
import type { WorkerMeans } from './worker-means';

export interface Worker {
  /** Resolves when nothing can be taken: all that waits is held, behind a held one, or backing off. */
  drain(): Promise<void>;
  /** Finishes what is in hand. Twice is once. */
  close(): Promise<void>;
}

/** Lanes work on different partitions side by side. */
const LANES = 3;
/** Should a notice be lost, and for back-off: how often an idle lane looks by itself. */
const POLL_MS = 1_000;
/** Where partitions wait for each other, another process is at work on one of them. */
const YIELD_MS = 20;

/** Claims waiting partitions and translates their messages in order of arrival. */
export const startWorker = async (means: WorkerMeans): Promise<Worker> => {
  const { store, feeds, log } = means;
  await registerFeeds(store, feeds);
  const work = createPartitionWork(means);
  const sleepers = new Set<() => void>();
  let closing = false;
  let busy = 0;
  /** Steps that found something, in any lane. */
  let moves = 0;
  let nudges = 0;

  const wake = (): void => {
    nudges += 1;
    for (const sleeper of [...sleepers]) sleeper();
  };
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const rise = (): void => {
        clearTimeout(timer);
        sleepers.delete(rise);
        resolve();
      };
      const timer = setTimeout(rise, ms);
      timer.unref();
      sleepers.add(rise);
    });
  const step = async (): Promise<'worked' | 'yield' | 'idle' | 'fault'> => {
    busy += 1;
    try {
      const result = await work.step();
      if (result !== 'idle') moves += 1;
      return result;
    } catch (error) {
      log(`the inbox could not be worked on (${error instanceof Error ? error.name : 'unknown'}); it is tried again`);
      return 'fault';
    } finally {
      busy -= 1;
    }
  };
  const lane = async (): Promise<void> => {
    while (!closing) {
      const before = nudges;
      const result = await step();
      if (closing) return;
      if (result === 'yield') await sleep(YIELD_MS);
      // A nudge that came during the look may be for what the look no longer saw.
      else if (result === 'fault' || (result === 'idle' && nudges === before)) await sleep(POLL_MS);
    }
  };

  const stop = await store.listen(INBOX_CHANNEL, wake);
  const lanes = Array.from({ length: LANES }, lane);
  const housekeeping = means.housekeeping === false ? null : startHousekeeping(means);
  let closed: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    closing = true;
    wake();
    await stop();
    await Promise.all([...lanes, housekeeping?.close()]);
  };
  return {
    drain: async () => {
      for (;;) {
        // "Nothing to take" counts only when nobody had anything in hand while it was looked for: what another lane has
        // locked is passed over, and may be left waiting when that lane is done.
        const before = moves;
        const alone = busy === 0;
        const result = await step();
        if (result === 'fault') throw new Error('the inbox could not be worked on; what waited still waits');
        if (result === 'worked') continue;
        if (result === 'idle' && alone && busy === 0 && moves === before) return;
        await new Promise((resolve) => setTimeout(resolve, YIELD_MS / 4));
      }
    },
    close: () => (closed ??= close()),
  };
};
