import { systemClock } from '../../schema/clock';
import { faultName } from '../../schema/fault-name';
import type { FindingLoss } from '../../schema/migration/evidence';
import { startMessageThread } from '../thread/message-thread';
import { serveMessageThread } from '../thread/serve-message-thread';
import type { Comparer, CountLoss, OwnComparer } from './comparer';
import { jobFrom, plainly, type Job, type PlainJob } from './job';

export interface ComparingThreadMeans {
  /** The module that calls {@link serveComparing}. */
  readonly entry: string;
  /** What it is given: copied, so that nothing in it may be a function. */
  readonly settings: unknown;
  /** Reads that may wait, there and here together. */
  readonly most: number;
  readonly count: CountLoss;
  readonly log: (line: string) => void;
  /** Told when nothing is compared and no ramp is watched, with what to say of it, and when it is again (null). */
  readonly down?: (words: string | null) => void;
}

interface Handed {
  readonly id: number;
  readonly job: PlainJob;
}
type Told =
  | { readonly kind: 'over'; readonly id: number }
  | { readonly kind: 'settling'; readonly routes: ReadonlyMap<string, number> }
  | { readonly kind: 'cost'; readonly ms: number }
  | { readonly kind: 'lost'; readonly route: string; readonly loss: FindingLoss };

/** What ended by itself may do so at once again; what cannot be started rests twice as long each time. */
const AGAIN_MS = 1_000;
const AGAIN_MOST_MS = 10_000;
/** Nobody waits for it: it rather tidies up more often than takes more memory. */
const YOUNG_MB = 12;
/** Longer than what is under way may take, shorter than what a stop is given; what hangs beyond it must not keep the process. */
const ENDS_WITHIN_MS = 15_000;
/** A thread that hangs holds the watch over ramps of every process: it is ended well within the minute that a ramp is given. */
const SILENT_MS = 20_000;
/** Copied in one turn: others wait in it to be answered. */
const A_TURN = 8;
const TELLS_EVERY_MS = 1_000;

/**
 * Compares in a thread of this process, so that nobody who waits for a live answer waits for a comparison. It is opened
 * while reads are answered already: those that are handed over before it is ready wait, and so do those that come while
 * it is started again. What a thread had that ended by itself is lost, and counted.
 */
export const startComparingThread = (means: ComparingThreadMeans): Comparer => {
  const { entry, settings, most, count, log, down = () => undefined } = means;
  /** What was handed over and is not over, by the route that it counts for. */
  const handed = new Map<number, { readonly route: string; readonly over: (() => void) | undefined }>();
  let unsent: { readonly id: number; readonly job: Job }[] = [];
  const idlers: (() => void)[] = [];
  let numbered = 0;
  let isReady = false;
  let scheduled = false;
  let closed = false;
  let failures = 0;
  /** Differences that wait in the thread to be asked about again, as it last said: they end with it. */
  let settling: ReadonlyMap<string, number> = new Map();
  /** What a comparison takes, as it last said. */
  let costMs = 0;

  const settle = (id: number, loss?: FindingLoss): void => {
    const one = handed.get(id);
    if (one === undefined) return;
    handed.delete(id);
    if (loss) count(one.route, loss);
    one.over?.();
    if (handed.size === 0) for (const idle of idlers.splice(0)) idle();
  };
  const loseAll = (): void => {
    unsent = [];
    for (const id of [...handed.keys()]) settle(id, 'failed');
  };
  const loseSettling = (): void => {
    for (const [route, differences] of settling)
      for (let one = 0; one < differences; one += 1) count(route, 'unsettled');
    settling = new Map();
  };
  const send = (): void => {
    scheduled = false;
    if (!isReady) return;
    for (const { id, job } of unsent.splice(0, A_TURN))
      try {
        if (!thread.ask({ id, job: plainly(job) })) settle(id, 'failed');
      } catch (error) {
        // It cannot be copied. Its words would quote what cannot.
        settle(id, 'failed');
        log(
          `a read could not be handed to the thread that compares (${faultName(error)}); its live answer is not touched by it`,
        );
      }
    if (unsent.length > 0) soon();
  };
  const soon = (): void => {
    if (scheduled) return;
    scheduled = true;
    // Not in the turn of whoever hands it over: it is answering somebody.
    setImmediate(send);
  };

  const thread = startMessageThread<Handed, Told>({
    ...{ entry, settings, log, inBackground: true, youngMb: YOUNG_MB },
    ...{ endsWithinMs: ENDS_WITHIN_MS, silentMs: SILENT_MS },
    hear: (told) => {
      switch (told.kind) {
        case 'over':
          return settle(told.id);
        case 'lost':
          return count(told.route, told.loss);
        case 'settling':
          settling = told.routes;
          return;
        case 'cost':
          costMs = told.ms;
      }
    },
    ready: () => {
      isReady = true;
      failures = 0;
      down(null);
      soon();
    },
    ended: ({ because, wasReady, wanted }) => {
      isReady = false;
      loseSettling();
      if (wanted) {
        loseAll();
        return null;
      }
      if (wasReady) {
        const waits = new Set(unsent.map(({ id }) => id));
        for (const id of [...handed.keys()]) if (!waits.has(id)) settle(id, 'failed');
        log(`the thread that compares ended${because}; live answers are not touched by it, and it is started again`);
        return AGAIN_MS;
      }
      loseAll();
      const afterMs = Math.min(AGAIN_MS * 2 ** failures, AGAIN_MOST_MS);
      failures += 1;
      const words = `the thread that compares cannot be started${because}; live reads are answered, but nothing is compared or rehearsed here and no ramp is watched`;
      log(`${words}; tried again in ${afterMs / 1_000} s`);
      down(words);
      return afterMs;
    },
  });
  return {
    take: (job, over) => {
      if (closed || handed.size >= most) return false;
      numbered += 1;
      handed.set(numbered, { route: job.route.id, over });
      unsent.push({ id: numbered, job });
      if (isReady) soon();
      return true;
    },
    waiting: () => handed.size,
    costMs: () => costMs,
    idle: () => (handed.size === 0 ? Promise.resolve() : new Promise((resolve) => void idlers.push(resolve))),
    close: async () => {
      closed = true;
      unsent = [];
      await thread.close();
      // Where no thread was there to end.
      loseAll();
    },
  };
};

/** In the thread: opens a comparer with what {@link startComparingThread} was given, and hands it what comes. */
export const serveComparing = <Settings>(
  open: (
    settings: Settings,
    telling: { readonly log: (line: string) => void; readonly count: CountLoss },
  ) => Promise<{ readonly comparer: Comparer & Pick<OwnComparer, 'comparing'>; close(): Promise<void> }>,
): void =>
  serveMessageThread<Settings, Handed, Told>(async (settings, { say, log }) => {
    const { comparer, close } = await open(settings, {
      log,
      count: (route, loss) => say({ kind: 'lost', route, loss }),
    });
    let saidSome = false;
    let saidMs = 0;
    setInterval(() => {
      const routes = comparer.comparing.settling();
      if (routes.size > 0 || saidSome) say({ kind: 'settling', routes });
      saidSome = routes.size > 0;
      const ms = comparer.costMs();
      if (ms !== saidMs) say({ kind: 'cost', ms });
      saidMs = ms;
    }, TELLS_EVERY_MS);
    return {
      hear: ({ id, job }) => {
        const over = (): void => say({ kind: 'over', id });
        if (comparer.take(jobFrom(job, systemClock), over)) return;
        // It is about to close, and takes nothing any more.
        say({ kind: 'lost', route: job.route.id, loss: 'failed' });
        over();
      },
      close: async () => {
        await comparer.close();
        await close();
      },
    };
  });
