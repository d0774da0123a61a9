import { Worker as Thread } from 'node:worker_threads';
import { faultName } from '../../schema/fault-name';
import type { Down, Up } from './talk';

/** How a thread came to its end. */
export interface Ended {
  /** What struck it; null where nothing did. */
  readonly fault: unknown;
  /** The same for a log, ` (Error ENOENT)`; empty where nothing struck it. */
  readonly because: string;
  /** False for one that never came to be ready. */
  readonly wasReady: boolean;
  /** It was closed. */
  readonly wanted: boolean;
}

export interface MessageThreadMeans<Said> {
  /** The module that calls `serveMessageThread`. */
  readonly entry: string;
  /** What it is given: copied, so that nothing in it may be a function. */
  readonly settings: unknown;
  /** Whether nobody waits for it to be ready: then it gives way while it is read, too. */
  readonly inBackground?: boolean;
  /** Room for what lives shortly, in megabytes; Node's own where not given. */
  readonly youngMb?: number;
  /** One that was told to end is ended after so many milliseconds, whatever it does; where not given, it has all its time. */
  readonly endsWithinMs?: number;
  /** One that was ready and lets nothing be heard for so many milliseconds is ended; where not given, none is. */
  readonly silentMs?: number;
  readonly log: (line: string) => void;
  readonly hear: (said: Said) => void;
  /** Told each time it has come to be ready. */
  readonly ready: () => void;
  /** Told of each end. After how many milliseconds it is started again, where nobody wanted that end; null for never. */
  readonly ended: (end: Ended) => number | null;
}

export interface MessageThread<Asked> {
  /** False where it is not there. What it is asked before it is ready waits in it. Throws where it cannot be copied. */
  ask(asked: Asked): boolean;
  /** Lets it finish in its own way. */
  close(): Promise<void>;
}

/** Looks at which nothing was heard. Counted, so that a process that itself stood still does not blame its thread. */
const LOOKS = 4;

/** It was there, and did nothing any more. */
class ThreadHung extends Error {
  constructor(ms: number) {
    super(`nothing was heard of a thread for ${ms / 1_000} s`);
    this.name = 'ThreadHung';
  }
}

/** TypeScript is read by a thread only once it has registered for that. */
const program = ({ entry, inBackground = false }: Pick<MessageThreadMeans<never>, 'entry' | 'inBackground'>): string =>
  [
    `require(${JSON.stringify(require.resolve('tsx/cjs'))});`,
    ...(inBackground ? [`require(${JSON.stringify(require.resolve('./give-way'))}).giveWay();`] : []),
    `require(${JSON.stringify(entry)});`,
  ].join('\n');

/** A thread of this process that is talked with by messages. It ends with the process, however that ends. */
export const startMessageThread = <Asked, Said>(means: MessageThreadMeans<Said>): MessageThread<Asked> => {
  let thread: Thread | null = null;
  let again: NodeJS.Timeout | undefined;
  let closing = false;

  const over = (fault: unknown, wasReady: boolean): void => {
    thread = null;
    const afterMs = means.ended({
      fault,
      because: fault === null ? '' : ` (${faultName(fault)})`,
      wasReady,
      wanted: closing,
    });
    if (!closing && afterMs !== null) again = setTimeout(open, afterMs);
  };
  const create = (): Thread =>
    new Thread(program(means), {
      eval: true,
      workerData: means.settings,
      ...(means.youngMb !== undefined && { resourceLimits: { maxYoungGenerationSizeMb: means.youngMb } }),
    });
  const open = (): void => {
    let fresh: Thread;
    try {
      fresh = create();
    } catch (fault) {
      // The system has no thread to give: not in the turn of whoever starts it, like every other end.
      again = setTimeout(() => over(fault, false), 0);
      return;
    }
    let fault: unknown = null;
    let wasReady = false;
    let silent = 0;
    const look = (): void => {
      silent += 1;
      if (!wasReady || silent <= LOOKS) return;
      fault = new ThreadHung(means.silentMs ?? 0);
      void fresh.terminate();
    };
    const looking = means.silentMs === undefined ? undefined : setInterval(look, means.silentMs / LOOKS).unref();
    thread = fresh;
    fresh.on('message', (up: Up<Said>) => {
      silent = 0;
      switch (up.kind) {
        case 'ready':
          wasReady = true;
          return means.ready();
        case 'alive':
          return;
        case 'log':
          return means.log(up.line);
        case 'said':
          return means.hear(up.said);
      }
    });
    fresh.on('error', (error) => {
      fault = error;
    });
    fresh.once('exit', () => {
      clearInterval(looking);
      over(fault, wasReady);
    });
  };
  const close = async (): Promise<void> => {
    closing = true;
    clearTimeout(again);
    const last = thread;
    if (last === null) return;
    const gone = new Promise<void>((resolve) => last.once('exit', () => resolve()));
    last.postMessage({ kind: 'close' } satisfies Down<Asked>);
    const late =
      means.endsWithinMs === undefined
        ? undefined
        : setTimeout(() => {
            means.log('a thread that was told to end went on; it was ended, and what it had in hand is lost');
            void last.terminate();
          }, means.endsWithinMs);
    await gone;
    clearTimeout(late);
  };

  open();
  let closed: Promise<void> | null = null;
  return {
    ask: (asked) => {
      if (thread === null || closing) return false;
      thread.postMessage({ kind: 'ask', asked } satisfies Down<Asked>);
      return true;
    },
    close: () => (closed ??= close()),
  };
};
