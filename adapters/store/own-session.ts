import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { onOneConnection } from './one-connection';

/** A session is told of a notice in milliseconds; on a machine that is busy with other work it may take this long. */
const HEARD_WITHIN_MS = 5_000;

/** Between this process and its database, sessions are given to others from one transaction to the next. */
export class NoOwnSession extends Error {
  override readonly name = 'NoOwnSession';

  constructor() {
    super(
      'DATABASE_URL leads to a pooler that gives a session to others between two transactions: locks would not hold and notices would not arrive, so nothing was done. Use session pooling (PgBouncer: pool_mode = session), or name the PostgreSQL behind it.',
    );
  }
}

/** pg keeps the number that the server gave at the start of the session, and its types do not tell of it. */
const numberGiven = (client: Client): unknown => (client as Client & { readonly processID?: unknown }).processID;

/** A pooler gives numbers of its own: only PostgreSQL itself gives its process's. */
const isPooled = async (client: Client): Promise<boolean> => {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid !== numberGiven(client);
};

/** A notice comes to the session that listens, and to nobody whose session is lent out. */
const hears = async (listening: Client, databaseUrl: string): Promise<boolean> => {
  const channel = `session_${randomBytes(8).toString('hex')}`;
  let timer: NodeJS.Timeout | undefined;
  const heard = new Promise<boolean>((resolve) => {
    listening.once('notification', () => resolve(true));
    timer = setTimeout(() => resolve(false), HEARD_WITHIN_MS);
  });
  try {
    await listening.query(`listen ${channel}`);
    await onOneConnection(databaseUrl, (other) => other.query(`notify ${channel}`));
    return await heard;
  } finally {
    clearTimeout(timer);
    await listening.query('unlisten *').catch(() => undefined);
  }
};

/**
 * Throws {@link NoOwnSession} where locks and notices of a session would not be its own. What lies between is asked for by
 * what it does, whoever made it; without anything between it costs one connection.
 */
export const insistOnOwnSession = (databaseUrl: string): Promise<void> =>
  onOneConnection(databaseUrl, async (client) => {
    if ((await isPooled(client)) && !(await hears(client, databaseUrl))) throw new NoOwnSession();
  });
