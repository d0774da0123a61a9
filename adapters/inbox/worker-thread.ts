import { parentPort, Worker as Thread, workerData } from 'node:worker_threads';
import { faultName } from './fault';
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

type Asked = { readonly kind: 'drain'; readonly id: number } | { readonly kind: 'close' };
type Said =
  | { readonly kind: 'ready' }
  | { readonly kind: 'log'; readonly line: string }
  | { readonly kind: 'drained'; readonly id: number; readonly fault: string | null };

/** A batch makes much that lives as long as the batch: with room for it, it is not copied while it lives. */
const YOUNG_MB = 64;
/** What ended by itself may do so at once again. */
const AGAIN_MS = 1_000;

const because = (fault: unknown): string => (fault === null ? '' : ` (${faultName(fault)})`);

/** TypeScript is read by a thread only once it has registered for that. */
const program = (entry: string): string =>
  `require(${JSON.stringify(require.resolve('tsx/cjs'))}); require(${JSON.stringify(entry)})`;

/**
 * A worker in a thread of this process, so that whoever waits for an acknowledgement does not also wait for translations.
 * It has connections of its own, and ends with the process however that ends; a thread that ends by itself is told of and
 * started again, and what it had in hand is in the inbox still. Rejects where it cannot be started at first.
 */
export const startWorkerThread = async ({ entry, settings, log }: WorkerThreadMeans): Promise<Worker> => {
  const drains = new Map<number, (fault: string | null) => void>();
  let thread: Thread | null = null;
  let again: NodeJS.Timeout | undefined;
  let closing = false;
  let asked = 0;

  const hear = (said: Said, ready: () => void): void => {
    switch (said.kind) {
      case 'ready':
        return ready();
      case 'log':
        return log(said.line);
      case 'drained':
        drains.get(said.id)?.(said.fault);
    }
  };
  const open = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const fresh = new Thread(program(entry), {
        eval: true,
        workerData: settings,
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      });
      let fault: unknown = null;
      let isReady = false;
      thread = fresh;
      fresh.on('message', (said: Said) =>
        hear(said, () => {
          isReady = true;
          resolve();
        }),
      );
      fresh.on('error', (error) => {
        fault = error;
      });
      fresh.once('exit', () => {
        thread = null;
        for (const settle of drains.values()) settle('the thread of the worker ended; what waited still waits');
        if (!isReady) {
          const words = `the thread of the worker cannot be started${because(fault)}; no message is worked on`;
          reject(new Error(words, { cause: fault }));
        } else if (!closing) {
          log(`the thread of the worker ended${because(fault)}; messages wait, and it is started again`);
          restart();
        }
      });
    });
  const restart = (): void => {
    if (closing) return;
    again = setTimeout(() => void open().catch(restart), AGAIN_MS);
  };

  await open();
  let closed: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    closing = true;
    clearTimeout(again);
    const last = thread;
    if (last === null) return;
    const gone = new Promise<void>((resolve) => last.once('exit', () => resolve()));
    last.postMessage({ kind: 'close' } satisfies Asked);
    await gone;
  };
  return {
    drain: () =>
      new Promise((resolve, reject) => {
        if (thread === null) {
          reject(new Error('the thread of the worker is not there; what waited still waits'));
          return;
        }
        asked += 1;
        const id = asked;
        drains.set(id, (fault) => {
          drains.delete(id);
          if (fault === null) resolve();
          else reject(new Error(fault));
        });
        thread.postMessage({ kind: 'drain', id } satisfies Asked);
      }),
    close: () => (closed ??= close()),
  };
};

/** In the thread: opens a worker with what {@link startWorkerThread} was given, and does as it is asked. */
export const serveWorker = <Settings>(
  open: (settings: Settings, log: (line: string) => void) => Promise<Served>,
): void => {
  const port = parentPort;
  if (port === null) throw new Error('a worker is served from a thread of its own');
  const say = (said: Said): void => port.postMessage(said);
  const opening = open(workerData as Settings, (line) => say({ kind: 'log', line }));
  const drain = async (id: number): Promise<void> => {
    const fault = await opening
      .then(({ worker }) => worker.drain())
      .then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.message : faultName(error)),
      );
    say({ kind: 'drained', id, fault });
  };
  const close = async (): Promise<void> => {
    const { worker, close: closeAfter } = await opening;
    await worker.close();
    await closeAfter();
    // Of this thread alone.
    process.exit();
  };
  port.on('message', (asked: Asked) => {
    switch (asked.kind) {
      case 'drain':
        return void drain(asked.id);
      case 'close':
        return void close();
    }
  });
  void opening.then(() => say({ kind: 'ready' }));
};
