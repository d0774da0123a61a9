import type { Clock } from '../../schema/clock';
import type { Store } from '../store';
import { startMllpListener } from '../wire/mllp/listener';
import type { MllpListener } from '../wire/mllp/listener';
import type { Feed } from './feed';
import { registerFeeds } from './feed';
import { createIntake } from './intake';

export interface Feeds {
  /** By feed name. */
  readonly ports: ReadonlyMap<string, number>;
  /** Answers what has arrived, takes no more. */
  close(): Promise<void>;
}

export interface FeedsMeans {
  readonly store: Store;
  readonly feeds: readonly Feed[];
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

const LARGEST_MESSAGE = 16 * 1024 * 1024;
const IDLE_MS = 10 * 60_000;
const MAX_CONNECTIONS = 50;

/** Opens a listener for each feed. Where one cannot be had, those before it are closed again. */
export const startFeeds = async ({ store, feeds, clock, log }: FeedsMeans): Promise<Feeds> => {
  await registerFeeds(store, feeds);
  const listeners = new Map<string, MllpListener>();
  const close = async (): Promise<void> => {
    await Promise.all([...listeners.values()].map((listener) => listener.close()));
  };
  for (const feed of feeds) {
    const intake = createIntake({ store, feed, clock, log });
    try {
      const listener = await startMllpListener({
        host: feed.host,
        port: feed.port,
        maxBytes: LARGEST_MESSAGE,
        idleMs: IDLE_MS,
        maxConnections: MAX_CONNECTIONS,
        onMessage: (bytes, peer) => intake.receive(bytes, peer),
        onBroken: (bytes, reason, peer) => intake.receiveBroken(bytes, reason, peer),
        onNote: (note) => log(`${feed.name}: ${note}`),
        onFault: (error) =>
          log(`${feed.name}: ${error instanceof Error ? error.name : 'a fault'} while a message was taken`),
      });
      listeners.set(feed.name, listener);
    } catch (error) {
      await close();
      const code = (error as NodeJS.ErrnoException).code ?? 'no reason given';
      throw new Error(`feed ${feed.name} cannot listen on ${feed.host}:${feed.port} (${code}); no feed is open`);
    }
  }
  return { ports: new Map([...listeners].map(([name, { port }]) => [name, port])), close };
};
