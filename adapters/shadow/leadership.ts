import { Client } from 'pg';
import { connectionSettings } from '../store/connection-settings';

/** One process of all decides. Whoever does holds a lock on a connection of its own, so that it is free when they die: half a minute later where
 * their machine vanished without a word (the connection's settings). */
export interface Leadership {
  /** Whether it is this process, asked of the store each time: a connection that was lost has lost the lock. */
  isOurs(): Promise<boolean>;
  close(): Promise<void>;
}

/** A store that does not answer by then has not said that the lock is ours. */
const ANSWERED_MS = 5_000;

export const createLeadership = (databaseUrl: string, lock: number): Leadership => {
  let client: Client | null = null;
  let held = false;

  const letGo = async (): Promise<void> => {
    const last = client;
    client = null;
    held = false;
    await last?.end().catch(() => undefined);
  };
  const connected = async (): Promise<Client> => {
    if (client !== null) return client;
    const fresh = new Client({ ...connectionSettings(databaseUrl), query_timeout: ANSWERED_MS });
    fresh.on('error', () => {
      if (client === fresh) void letGo();
    });
    await fresh.connect();
    client = fresh;
    return fresh;
  };
  return {
    isOurs: async () => {
      try {
        const own = await connected();
        if (held) await own.query('select 1');
        else {
          const { rows } = await own.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [lock]);
          held = rows[0]?.mine === true;
        }
        return held && client === own;
      } catch {
        await letGo();
        return false;
      }
    },
    close: letGo,
  };
};
