import { performance } from 'node:perf_hooks';
import { faultName } from '../../schema/fault-name';
import { registerFeeds } from './feed';
import { startHousekeeping } from './housekeeping';
import { INBOX_CHANNEL } from './nudge';
import { createPartitionWork } from './partition-work';
import type { Step } from './partition-work';
import type { WorkerMeans } from './worker-means';

export interface Worker {
  /** Resolves when nothing can be taken: all that waits is held, behind a held one, or backing off. */
  drain(): Promise<void>;
  /** Finishes what is in hand. Twice is once. */
  close(): Promise<void>;
}

/** Lanes work on different partitions side by side: one while it keeps up, the others too when more waits than it takes. */
const LANES = 3;
/**
 * A lane that has taken all there was rests as long as that took it, within these bounds, before it looks again: a
 * transaction costs much the same for one message as for twenty, and what it costs is taken from those who send.
 */
const SHORTEST_REST_MS = 10;
const LONGEST_REST_MS = 50;
/** When those at work have not looked again by then, another lane does. */
const LATE_MS = 100;
/** Should a notice be lost, and for back-off: how often an idle lane looks by itself. */
const POLL_MS = 1_000;
/** Where partitions wait for each other, another process is at work on one of them. */
const YIELD_MS = 20;

/** Claims waiting partitions and translates their messages in order of arrival. */
export const startWorker = async (means: WorkerMeans): Promise<Worker> => {
  const { store, feeds, log } = means;
  await registerFeeds(store, feeds);
  const work = createPartitionWork(means);
  /** Lanes that found nothing, until they are woken; and lanes that look again in a moment. */
  const idle = new Set<() => void>();
  const resting = new Set<() => void>();
  let closing = false;
  let busy = 0;
  /** Steps that found something, in any lane. */
  let moves = 0;
  let nudges = 0;
  /** How many nudges there had been at the latest look. */
  let looked = 0;
  let late: NodeJS.Timeout | null = null;
  /** The latest step of any lane failed: told once, since each lane tries again every second. */
  let failing = false;

  const wakeOne = (): void => {
    const [first] = idle;
    first?.();
  };
  const wake = (): void => {
    nudges += 1;
    if (busy === 0 && resting.size === 0) wakeOne();
    else
      late ??= setTimeout(() => {
        late = null;
        if (looked < nudges) wakeOne();
      }, LATE_MS).unref();
  };
  const sleep = (ms: number, among: Set<() => void>): Promise<void> =>
    new Promise((resolve) => {
      const rise = (): void => {
        clearTimeout(timer);
        among.delete(rise);
        resolve();
      };
      const timer = setTimeout(rise, ms);
      timer.unref();
      among.add(rise);
    });
  const step = async (): Promise<Step | 'fault'> => {
    busy += 1;
    looked = nudges;
    try {
      const result = await work.step();
      if (result !== 'idle') moves += 1;
      if (failing) log('the inbox is worked on again');
      failing = false;
      return result;
    } catch (error) {
      if (!failing) log(`the inbox could not be worked on (${faultName(error)}); it is tried again`);
      failing = true;
      return 'fault';
    } finally {
      busy -= 1;
    }
  };
  const rest = (since: number): Promise<void> =>
    sleep(Math.min(Math.max(performance.now() - since, SHORTEST_REST_MS), LONGEST_REST_MS), resting);
  const lane = async (): Promise<void> => {
    while (!closing) {
      const before = nudges;
      const since = performance.now();
      const result = await step();
      if (closing) return;
      switch (result) {
        case 'worked':
          wakeOne();
          break;
        case 'caught-up':
          // One that looks again in a moment is enough for what comes now, and takes more of it at a time.
          if (resting.size > 0) await sleep(POLL_MS, idle);
          else await rest(since);
          break;
        case 'yield':
          await sleep(YIELD_MS, resting);
          break;
        case 'idle':
          // A nudge that came during the look may be for what the look no longer saw.
          if (nudges === before) await sleep(POLL_MS, idle);
          break;
        case 'fault':
          await sleep(POLL_MS, idle);
      }
    }
  };

  const stop = await store.listen(INBOX_CHANNEL, wake);
  const lanes = Array.from({ length: LANES }, lane);
  const housekeeping = means.housekeeping === false ? null : startHousekeeping(means);
  let closed: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    closing = true;
    if (late !== null) clearTimeout(late);
    for (const rise of [...idle, ...resting]) rise();
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
        if (result === 'worked' || result === 'caught-up') continue;
        if (result === 'idle' && alone && busy === 0 && moves === before) return;
        await new Promise((resolve) => setTimeout(resolve, YIELD_MS / 4));
      }
    },
    close: () => (closed ??= close()),
  };
};
