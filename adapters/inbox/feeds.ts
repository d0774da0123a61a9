import type { Clock } from '../../schema/clock';
import { faultName } from '../../schema/fault-name';
import type { Store } from '../store';
import { startMllpListener } from '../wire/mllp/listener';
import type { MllpListener } from '../wire/mllp/listener';
import type { RefusalCounts } from '../wire/mllp/refusals';
import { startAcknowledger } from './acknowledger';
import type { OpenConnections } from './acknowledger';
import type { Feed } from './feed';
import { DEFAULT_MAX_CONNECTIONS, registerFeeds } from './feed';
import { createIntake } from './intake';
import type { Intake, Sender } from './intake';
import { createListenerIntake } from './listener-intake';
import { sayListening } from './listening-now';
import type { Listening } from './listener-intake';

export interface Feeds {
  /** By feed name. */
  readonly ports: ReadonlyMap<string, number>;
  /** Connections that were refused since the start, and why, by feed name; feeds of one listener share theirs. */
  readonly refused: ReadonlyMap<string, RefusalCounts>;
  /** Answers what has arrived, takes no more. */
  close(): Promise<void>;
}

export interface FeedsMeans {
  readonly store: Store;
  readonly feeds: readonly Feed[];
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** How long the store may take to keep a message before its sender is left unanswered. */
  readonly storeLimitMs?: number;
}

const DEFAULTS = { maxBytes: 16 * 1024 * 1024, idleMs: 10 * 60_000, maxConnections: DEFAULT_MAX_CONNECTIONS } as const;

/** Which feeds' messages came on each connection, by the object that stands for its peer: gone with the connection. */
type Spoken = WeakMap<object, Set<string>>;

const noting = (feed: string, intake: Intake, spoken: Spoken): Intake => {
  const note = (from: Sender): void => {
    spoken.set(from, (spoken.get(from) ?? new Set<string>()).add(feed));
  };
  return {
    ...intake,
    receive: (bytes, from) => {
      note(from);
      return intake.receive(bytes, from);
    },
    receivePart: (bytes, from, envelope) => {
      note(from);
      return intake.receivePart(bytes, from, envelope);
    },
  };
};

interface Open {
  readonly listener: MllpListener;
  /** Feeds share it: an address alone does not tell whose a connection is. */
  readonly shared: boolean;
}

/**
 * Where the connections of this process are: by the very peer, else the latest from its address, for a sender that came
 * back. Where feeds share a listener, only a connection that the feed's own messages came on: what is owed to one sender
 * is never told to another at the same address.
 */
const connectionsOf = (opened: ReadonlyMap<string, Open>, spoken: Spoken): OpenConnections => {
  const peersOf = (feed: string, { listener, shared }: Open) =>
    listener.peers().filter((one) => !shared || spoken.get(one)?.has(feed) === true);
  return {
    reach: (feed, peer) => {
      const at = opened.get(feed);
      if (at === undefined) return null;
      const own = peersOf(feed, at);
      const address = peer.slice(0, peer.lastIndexOf(':'));
      const found =
        own.find((one) => `${one.address}:${one.port}` === peer) ?? own.findLast((one) => one.address === address);
      return found === undefined ? null : (bytes) => at.listener.send(found.connectionId, bytes);
    },
    addresses: (feed) => {
      const at = opened.get(feed);
      return at === undefined ? [] : [...new Set(peersOf(feed, at).map(({ address }) => address))];
    },
  };
};

/**
 * Opens a listener for each feed, or for each group of feeds that share one, and sends the application acknowledgements
 * that are owed. Where a listener cannot be had, those before it are closed again.
 */
export const startFeeds = async (means: FeedsMeans): Promise<Feeds> => {
  const { store, feeds, clock, log } = means;
  await registerFeeds(store, feeds);
  const groups = new Map<string, [Listening, ...Listening[]]>();
  const spoken: Spoken = new WeakMap();
  for (const feed of feeds) {
    const member = { feed, intake: noting(feed.name, createIntake({ ...means, feed }), spoken) };
    const group = groups.get(feed.listener ?? feed.name);
    if (group) group.push(member);
    else groups.set(feed.listener ?? feed.name, [member]);
  }
  const listeners = new Map<string, Open>();
  const closeListeners = async (): Promise<void> => {
    await Promise.all([...listeners.values()].map(({ listener }) => listener.close()));
  };
  for (const members of groups.values()) {
    const { feed } = members[0];
    const names = members.map((member) => member.feed.name).join(', ');
    const intake = createListenerIntake(members, { clock });
    try {
      const listener = await startMllpListener({
        ...DEFAULTS,
        ...feed.listening,
        host: feed.host,
        port: feed.port,
        onMessage: (bytes, peer) => intake.receive(bytes, peer),
        onBroken: (bytes, reason, peer) => intake.receiveBroken(bytes, reason, peer),
        onNote: (note, peer) => log(`${names}: ${peer.address}: ${note}`),
        onFault: (error) => log(`${names}: ${faultName(error)} while a message was taken`),
      });
      for (const member of members) listeners.set(member.feed.name, { listener, shared: members.length > 1 });
    } catch (error) {
      await closeListeners();
      const code = (error as NodeJS.ErrnoException).code ?? 'no reason given';
      const told = new Error(`feed ${names} cannot listen on ${feed.host}:${feed.port} (${code}); no feed is open`, {
        cause: error,
      });
      // Whoever starts the process tells a taken port from a fault of ours by the code.
      throw Object.assign(told, { code, address: feed.host, port: feed.port });
    }
  }
  const closingThem = async (error: unknown): Promise<never> => {
    await closeListeners();
    throw error;
  };
  const acknowledger = await startAcknowledger({ ...means, connections: connectionsOf(listeners, spoken) }).catch(
    closingThem,
  );
  const unsay = await sayListening(store, [...listeners.keys()]).catch(async (error: unknown) => {
    await acknowledger.close();
    return closingThem(error);
  });
  const of = <T>(read: (listener: MllpListener) => T): ReadonlyMap<string, T> =>
    new Map([...listeners].map(([name, { listener }]) => [name, read(listener)]));
  return {
    ports: of(({ port }) => port),
    refused: of(({ refused }) => refused),
    close: async () => {
      // Side by side: an acknowledgement that its receiver does not take must not keep the listeners from cutting it off.
      await Promise.all([unsay(), acknowledger.close(), closeListeners()]);
    },
  };
};
