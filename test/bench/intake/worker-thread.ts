import { createIdentityIndex } from '../../../adapters/identity';
import { BroadcastChannel, isMainThread } from 'node:worker_threads';
import { startWorker, type Worker } from '../../../adapters/inbox';
import { serveWorker } from '../../../adapters/inbox/worker-thread';
import { createProjector } from '../../../adapters/projections';
import { openStore } from '../../../adapters/store';
import { lims } from '../../../adapters/systems/lims';
import { pas } from '../../../adapters/systems/pas';
import { systemClock } from '../../../schema/clock';
import { FEEDS } from './feeds';

/** On which the thread is told `rest` and `work`, and says when it does: its code stays warm, as in an installation. */
export const BENCH_CHANNEL = 'bench-worker';

/** Worker and projector in a thread of their own, as an installation has them. */
const serve = (): void =>
  serveWorker<{ readonly databaseUrl: string }>(async ({ databaseUrl }, log) => {
    const clock = systemClock;
    const store = await openStore({ kind: 'served', databaseUrl, log });
    const projector = createProjector({ people: createIdentityIndex({ store, clock }) });
    let worker: Promise<Worker> | null = null;
    const work = (): Promise<Worker> =>
      (worker ??= startWorker({
        store,
        feeds: Object.values(FEEDS),
        translateFor: ({ name }) => {
          const { translate } = name === 'pas' ? pas : lims;
          if (translate === undefined) throw new Error(`${name} translates nothing`);
          return translate;
        },
        apply: (trx, heard) => projector.apply(trx, heard),
        applyAll: (trx, heard) => projector.applyAll(trx, heard),
        clock,
        log,
      }));
    const rest = async (): Promise<void> => {
      const resting = worker;
      worker = null;
      await (await resting)?.close();
    };
    const channel = new BroadcastChannel(BENCH_CHANNEL);
    channel.onmessage = (event) => {
      const { data: asked } = event as { readonly data: unknown };
      if (asked === 'rest' || asked === 'work')
        void (asked === 'rest' ? rest() : work()).then(() => channel.postMessage('done'));
    };
    return {
      worker: { drain: async () => (await work()).drain(), close: rest },
      close: async () => {
        channel.close();
        await store.close();
      },
    };
  });

if (!isMainThread) serve();
