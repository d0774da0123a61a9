import type { Clock } from '../../schema/clock';
import type { Store } from '../store';
import { startMllpListener } from '../wire/mllp/listener';
import type { MllpListener } from '../wire/mllp/listener';
import type { Feed } from './feed';
import { registerFeeds } from './feed';
import { mshOf } from '../wire/hl7v2/msh';
import { createIntake, type Intake } from './intake';

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

interface Listening {
  readonly feed: Feed;
  readonly intake: Intake;
}

/** Whose message it is, by MSH-4. One that nobody claims goes to the first feed, which keeps it and refuses it. */
const chooserOf = (members: readonly [Listening, ...Listening[]]) => {
  const [first] = members;
  return (bytes: Buffer): Intake => {
    if (members.length === 1) return first.intake;
    const facility = mshOf(bytes)?.sendingFacility ?? '';
    return (members.find(({ feed }) => feed.profile.sendingFacilities.includes(facility)) ?? first).intake;
  };
};

/** Opens a listener for each feed, or for each group of feeds that share one. Where one cannot be had, those before it are closed again. */
export const startFeeds = async ({ store, feeds, clock, log }: FeedsMeans): Promise<Feeds> => {
  await registerFeeds(store, feeds);
  const groups = new Map<string, [Listening, ...Listening[]]>();
  for (const feed of feeds) {
    const member = { feed, intake: createIntake({ store, feed, clock, log }) };
    const group = groups.get(feed.listener ?? feed.name);
    if (group) group.push(member);
    else groups.set(feed.listener ?? feed.name, [member]);
  }
  const listeners: MllpListener[] = [];
  const ports = new Map<string, number>();
  const close = async (): Promise<void> => {
    await Promise.all(listeners.map((listener) => listener.close()));
  };
  for (const members of groups.values()) {
    const { feed } = members[0];
    const names = members.map((member) => member.feed.name).join(', ');
    const intakeFor = chooserOf(members);
    try {
      const listener = await startMllpListener({
        host: feed.host,
        port: feed.port,
        maxBytes: LARGEST_MESSAGE,
        idleMs: IDLE_MS,
        maxConnections: MAX_CONNECTIONS,
        onMessage: (bytes, peer) => intakeFor(bytes).receive(bytes, peer),
        onBroken: (bytes, reason, peer) => members[0].intake.receiveBroken(bytes, reason, peer),
        onNote: (note) => log(`${names}: ${note}`),
        onFault: (error) =>
          log(`${names}: ${error instanceof Error ? error.name : 'a fault'} while a message was taken`),
      });
      listeners.push(listener);
      for (const member of members) ports.set(member.feed.name, listener.port);
    } catch (error) {
      await close();
      const code = (error as NodeJS.ErrnoException).code ?? 'no reason given';
      const told = new Error(`feed ${names} cannot listen on ${feed.host}:${feed.port} (${code}); no feed is open`, {
        cause: error,
      });
      // Whoever starts the process tells a taken port from a fault of ours by the code.
      throw Object.assign(told, { code, address: feed.host, port: feed.port });
    }
  }
  return { ports, close };
};
