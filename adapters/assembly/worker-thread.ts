import { systemClock } from '../../schema/clock';
import { createIdentityIndex } from '../identity';
import { startWorker } from '../inbox';
import { serveWorker } from '../inbox/worker-thread';
import type { Environment } from '../settings/environment';
import type { Estate } from '../settings/estate';
import { openStore } from '../store';
import { feedsOf } from './feeds';
import { inboxMeans } from './inbox-means';

/** What the thread is given by the process that it belongs to. */
export interface WorkerThreadSettings {
  /** Of the store as the process has it: an embedded server is its, and has a port by now. */
  readonly databaseUrl: string;
  readonly environment: Environment;
  readonly estate: Estate;
}

/** The worker of an installation, in a thread of its own. */
serveWorker<WorkerThreadSettings>(async ({ databaseUrl, environment, estate }, log) => {
  const clock = systemClock;
  const store = await openStore({ kind: 'served', databaseUrl, log }, 'as-they-are');
  const identity = createIdentityIndex({ store, clock });
  const feedList = feedsOf(estate, environment, log);
  const worker = await startWorker(inboxMeans({ store, clock, log, feedList, identity, estate }));
  return { worker, close: () => store.close() };
});
