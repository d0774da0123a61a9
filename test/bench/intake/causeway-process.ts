import { join } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';
import { startFeeds } from '../../../adapters/inbox';
import { startWorkerThread } from '../../../adapters/inbox/worker-thread';
import { openStore, type StoreSettings } from '../../../adapters/store';
import { systemClock } from '../../../schema/clock';
import { answerAsked } from './process-ask';
import { FEEDS } from './feeds';
import type { Kind } from './messages';
import { BENCH_CHANNEL } from './worker-thread';

/** `work`: translate from now on; `rest`: no more; `drain`: resolves when nothing waits. */
export type ReceiverRequest = 'work' | 'rest' | 'drain' | 'memory';

export interface Receiving {
  readonly ports: Readonly<Record<Kind, number>>;
  /** Holds the password. */
  readonly databaseUrl: string;
}

/** Listeners and worker as an installation runs them, the worker in its own thread, in a process of their own. */
const main = async (where: StoreSettings['kind'], place: string): Promise<void> => {
  // What is held would be counted as projected: it ends the bench.
  const log = (line: string): void => {
    if (line.includes(' is held')) throw new Error(line);
  };
  const store = await openStore(
    where === 'embedded' ? { kind: where, folder: place, log } : { kind: where, databaseUrl: place },
  );
  const clock = systemClock;
  const feeds = Object.values(FEEDS);
  const open = await startFeeds({ store, feeds, clock, log });
  const worker = await startWorkerThread({
    entry: join(__dirname, 'worker-thread.ts'),
    settings: { databaseUrl: store.databaseUrl },
    log,
  });
  const channel = new BroadcastChannel(BENCH_CHANNEL);
  const told = (what: 'work' | 'rest'): Promise<void> =>
    new Promise((resolve) => {
      channel.onmessage = () => resolve();
      channel.postMessage(what);
    });
  const portOf = (kind: Kind): number => open.ports.get(FEEDS[kind].name) ?? 0;
  const ready: Receiving = {
    ports: { ADT: portOf('ADT'), 'ORU of 30 OBX': portOf('ORU of 30 OBX') },
    databaseUrl: store.databaseUrl,
  };
  answerAsked<ReceiverRequest, number>(
    ready,
    async (request) => {
      if (request === 'drain') await worker.drain();
      if (request === 'work' || request === 'rest') await told(request);
      return process.memoryUsage().rss;
    },
    async () => {
      channel.close();
      await open.close();
      await worker.close();
      await store.close();
    },
  );
};

void main(process.argv[2] === 'embedded' ? 'embedded' : 'served', process.argv[3] ?? '');
