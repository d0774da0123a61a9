import { join } from 'node:path';
import { startFeeds, startWorker, type Feeds, type InboxMeans, type Worker } from '../inbox';
import { startAlerting } from '../inbox/housekeeping';
import { startWorkerThread } from '../inbox/worker-thread';
import type { Later } from './closer';
import type { InstallationStore } from './installation-store';
import type { AdapterSettings } from './adapter-settings';
import type { WorkerThreadSettings } from './worker-thread';

/** The feeds of this process, and who works on what they say. */
export interface Hearing {
  readonly worker: Worker;
  readonly feeds: Feeds;
}

type Settings = Pick<AdapterSettings, 'environment' | 'estate' | 'workerThread' | 'log'>;

const startOwnWorker = (work: InboxMeans, { environment, estate, workerThread, log }: Settings): Promise<Worker> =>
  workerThread === true
    ? startWorkerThread({
        entry: join(__dirname, 'worker-thread.ts'),
        settings: { databaseUrl: work.store.databaseUrl, environment, estate } satisfies WorkerThreadSettings,
        log,
      })
    : startWorker(work);

/** Listens for the feeds and works on what they say, unless the tables have become a newer version's meanwhile. */
export const openHearing = async (
  work: InboxMeans,
  settings: Settings,
  { leavesWhenOutgrown }: Pick<InstallationStore, 'leavesWhenOutgrown'>,
  later: Later,
): Promise<Hearing> => {
  // A feed nobody can translate is found now, not at its first message.
  for (const feed of work.feeds) work.translateFor(feed);
  const worker = await startOwnWorker(work, settings);
  const { store, clock, log } = work;
  const feeds = await startFeeds({ store, feeds: work.feeds, clock, log }).catch(async (error: unknown) => {
    await worker.close();
    throw error;
  });
  let closing: Promise<void> | null = null;
  const leave = async (): Promise<void> => {
    await feeds.close();
    await worker.close();
  };
  const close = (): Promise<void> => (closing ??= leave());
  await leavesWhenOutgrown(close);
  later(close);
  if (settings.workerThread === true) later(startAlerting(work).close);
  return { worker, feeds };
};
