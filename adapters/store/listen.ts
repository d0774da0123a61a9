import { Client } from 'pg';
import { faultName } from '../../schema/fault-name';
import { connectionSettings } from './connection-settings';

/** `reconnected`: notices may have been missed, so whatever they announce must be read again. */
export type Notice = { readonly kind: 'notified'; readonly payload: string } | { readonly kind: 'reconnected' };
export type NoticeHandler = (notice: Notice) => void;
export type StopListening = () => Promise<void>;
export type LetGo = () => Promise<void>;

/** Two numbers of 32 bits: whose lock it is, and which. */
export type SessionLock = readonly [owner: number, which: number];

export interface Listener {
  listen(channel: string, handler: NoticeHandler): Promise<StopListening>;
  /** A shared advisory lock of the session, never waited for by anybody; taken again with every new connection. */
  hold(lock: SessionLock): Promise<LetGo>;
  close(): Promise<void>;
}

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;

const take = (client: Client, [owner, which]: SessionLock): Promise<unknown> =>
  client.query('select pg_advisory_lock_shared($1::int, $2::int)', [owner, which]);
const letGo = (client: Client, [owner, which]: SessionLock): Promise<unknown> =>
  client.query('select pg_advisory_unlock_shared($1::int, $2::int)', [owner, which]);

const quoted = (channel: string): string => `"${channel.replaceAll('"', '""')}"`;

/** One connection for all channels of a process, made at the first listener and made again whenever it is lost. */
export const createListener = (databaseUrl: string, log: (line: string) => void): Listener => {
  const handlers = new Map<string, Set<NoticeHandler>>();
  const held = new Set<SessionLock>();
  let client: Client | null = null;
  let opening: Promise<Client> | null = null;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const tell = (handler: NoticeHandler, notice: Notice): void => {
    try {
      handler(notice);
    } catch (error) {
      log(`a listener failed on a notice (${faultName(error)}); the others were told`);
    }
  };

  const connect = async (): Promise<Client> => {
    const fresh = new Client(connectionSettings(databaseUrl));
    const lost = (): void => {
      if (client !== fresh) return;
      client = null;
      reconnect(FIRST_WAIT_MS);
    };
    fresh.on('error', lost);
    fresh.on('end', lost);
    fresh.on('notification', ({ channel, payload }) => {
      for (const handler of handlers.get(channel) ?? []) tell(handler, { kind: 'notified', payload: payload ?? '' });
    });
    const wanted = [...held];
    try {
      await fresh.connect();
      for (const lock of wanted) await take(fresh, lock);
      for (const channel of handlers.keys()) await fresh.query(`listen ${quoted(channel)}`);
      if (closed) throw new Error('the store is closed; nothing more is heard');
    } catch (error) {
      await fresh.end().catch(() => undefined);
      throw error;
    }
    client = fresh;
    // What was given up while it was taken again: whoever gave it up had no connection to say so on.
    for (const lock of wanted) if (!held.has(lock)) void letGo(fresh, lock).catch(() => undefined);
    return fresh;
  };

  const open = (): Promise<Client> => {
    if (client !== null) return Promise.resolve(client);
    opening ??= connect().finally(() => {
      opening = null;
    });
    return opening;
  };

  const reconnect = (waitMs: number): void => {
    if (closed) return;
    clearTimeout(retry);
    retry = setTimeout(() => {
      open().then(
        () => {
          for (const each of handlers.values()) for (const handler of each) tell(handler, { kind: 'reconnected' });
        },
        () => reconnect(Math.min(waitMs * 2, LONGEST_WAIT_MS)),
      );
    }, waitMs);
    retry.unref();
  };

  return {
    listen: async (channel, handler) => {
      const own = handlers.get(channel) ?? new Set();
      handlers.set(channel, own.add(handler));
      try {
        await (await open()).query(`listen ${quoted(channel)}`);
      } catch (error) {
        own.delete(handler);
        throw error;
      }
      return async () => {
        own.delete(handler);
        if (own.size > 0 || handlers.get(channel) !== own) return;
        handlers.delete(channel);
        await client?.query(`unlisten ${quoted(channel)}`).catch(() => undefined);
      };
    },
    hold: async (lock) => {
      const own: SessionLock = [...lock];
      await take(await open(), own);
      held.add(own);
      return async () => {
        if (!held.delete(own) || client === null) return;
        // A connection that is lost has let go of it already.
        await letGo(client, own).catch(() => undefined);
      };
    },
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await opening?.catch(() => undefined);
      const last = client;
      client = null;
      await last?.end();
    },
  };
};
