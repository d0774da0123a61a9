import { faultName } from '../../schema/fault-name';
import { startMessageThread } from '../thread/message-thread';
import { serveMessageThread } from '../thread/serve-message-thread';
import type { Worker } from './worker';

/** What a worker in a thread of its own is made of. */
export interface WorkerThreadMeans {
  /** The module that calls {@link serveWorker}. */
  readonly entry: string;
  /** What it is given: copied, so that nothing in it may be a function. */
  readonly settings: unknown;
  readonly log: (line: string) => void;
}

interface Served {
  readonly worker: Worker;
  /** Closes what the worker was opened with, after it. */
  close(): Promise<void>;
}

interface Drain {
  readonly id: number;
}
interface Drained {
  readonly id: number;
  readonly fault: string | null;
}

/** A batch makes much that lives as long as the batch: with room for it, it is not copied while it lives. */
const YOUNG_MB = 64;
/** What ended by itself may do so at once again. */
const AGAIN_MS = 1_000;

/**
 * A worker in a thread of this process, so that whoever waits for an acknowledgement does not also wait for translations.
 * It has connections of its own; a thread that ends by itself is told of and started again, and what it had in hand is in
 * the inbox still. Rejects where it cannot be started at first.
 */
export const startWorkerThread = async ({ entry, settings, log }: WorkerThreadMeans): Promise<Worker> => {
  const drains = new Map<number, (fault: string | null) => void>();
  let started = false;
  /** It ended, and could not be started since: told once. */
  let lost = false;
  let drained = 0;
  const thread = await new Promise<ReturnType<typeof startMessageThread<Drain, Drained>>>((resolve, reject) => {
    const opened = startMessageThread<Drain, Drained>({
      ...{ entry, settings, log, youngMb: YOUNG_MB },
      hear: ({ id, fault }) => drains.get(id)?.(fault),
      ready: () => {
        if (lost) log('the thread of the worker runs again');
        [started, lost] = [true, false];
        resolve(opened);
      },
      ended: ({ fault, because, wasReady, wanted }) => {
        for (const settle of drains.values()) settle('the thread of the worker ended; what waited still waits');
        if (!started) {
          const words = `the thread of the worker cannot be started${because}; no message is worked on`;
          reject(new Error(words, { cause: fault }));
          return null;
        }
        if (wasReady && !wanted)
          log(`the thread of the worker ended${because}; messages wait, and it is started again`);
        if (!wasReady && !wanted && !lost)
          log(`the thread of the worker cannot be started again${because}; messages wait, and it is tried again`);
        lost ||= !wasReady;
        return AGAIN_MS;
      },
    });
  });
  return {
    drain: () =>
      new Promise((resolve, reject) => {
        drained += 1;
        const id = drained;
        drains.set(id, (fault) => {
          drains.delete(id);
          if (fault === null) resolve();
          else reject(new Error(fault));
        });
        if (!thread.ask({ id })) drains.get(id)?.('the thread of the worker is not there; what waited still waits');
      }),
    close: () => thread.close(),
  };
};

/** In the thread: opens a worker with what {@link startWorkerThread} was given, and does as it is asked. */
export const serveWorker = <Settings>(
  open: (settings: Settings, log: (line: string) => void) => Promise<Served>,
): void =>
  serveMessageThread<Settings, Drain, Drained>(async (settings, { say, log }) => {
    const { worker, close } = await open(settings, log);
    const drain = async (id: number): Promise<void> => {
      const fault = await worker.drain().then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.message : faultName(error)),
      );
      say({ id, fault });
    };
    return {
      hear: ({ id }) => void drain(id),
      close: async () => {
        await worker.close();
        await close();
      },
    };
  });
