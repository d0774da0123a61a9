import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { connectionSettings } from './connection-settings';
import { openEmbedded } from './embedded';
import { createListener } from './listen';
import type { LetGo, NoticeHandler, SessionLock, StopListening } from './listen';
import { lending } from './lending';
import { insistCurrent, migrate } from './migrate';
import { MIGRATIONS } from './migrations';
import { insistOnOwnSession } from './own-session';
import { preparing } from './prepared';
import type { Tables } from './tables';

export type StoreSettings =
  /** A PostgreSQL 15 to 18 that others run. */
  | { readonly kind: 'served'; readonly databaseUrl: string; readonly log?: (line: string) => void }
  /** One that this process starts, or finds running, with its data in `folder` (`.causeway`). */
  | { readonly kind: 'embedded'; readonly folder: string; readonly log: (line: string) => void };

/** PostgreSQL, migrated. */
export interface Store {
  readonly db: Kysely<Tables>;
  /** The same, for statements that are carried out again and again: each is planned once a connection. */
  readonly repeated: Kysely<Tables>;
  readonly pool: Pool;
  /** Work of this process has waited for connections for a while, and waits still. */
  crowded(): boolean;
  /** Holds the password: not for logs. */
  readonly databaseUrl: string;
  /** Hears a channel on a connection of its own. Resolves once nothing told from now on can be missed. */
  listen(channel: string, handler: NoticeHandler): Promise<StopListening>;
  /**
   * Has a shared advisory lock for as long as this process is connected, or until it is let go; it is taken again with
   * the connection.
   */
  hold(lock: SessionLock): Promise<LetGo>;
  /** Closes every connection; an embedded server stops when nobody else uses it. Twice is once. */
  close(): Promise<void>;
}

const POOL_SIZE = 10;

/** `upgrade`: they are brought up to date. `as-they-are`: who is only visiting leaves that to those who serve. */
export type TablesWanted = 'upgrade' | 'as-they-are';

const connect = async (
  databaseUrl: string,
  log: (line: string) => void,
  tables: TablesWanted,
  stop: () => Promise<void>,
): Promise<Store> => {
  const pool = new Pool({ ...connectionSettings(databaseUrl), max: POOL_SIZE, idleTimeoutMillis: 30_000 });
  // A connection lost while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => log('the store closed an idle connection; a new one is made when it is needed'));
  // Nor may one that is lost while it is lent out and no query is under way: its next query rejects, which says it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const { pool: lent, crowded } = lending(pool);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: lent }) });
  const repeated = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparing(lent) }) });
  const listener = createListener(databaseUrl, log);
  const end = async (): Promise<void> => {
    await listener.close();
    await repeated.destroy();
    await db.destroy();
    await stop();
  };
  try {
    await insistOnOwnSession(databaseUrl);
    const untyped = db as unknown as Kysely<unknown>;
    await (tables === 'upgrade' ? migrate(untyped, MIGRATIONS, log) : insistCurrent(untyped));
  } catch (error) {
    await end();
    throw error;
  }
  let closing: Promise<void> | null = null;
  return {
    db,
    repeated,
    pool,
    crowded,
    databaseUrl,
    listen: listener.listen,
    hold: listener.hold,
    close: () => (closing ??= end()),
  };
};

/**
 * Opens the store. Rejects when the server cannot be reached, with NoOwnSession where a pooler lends sessions out, with
 * NewerTables, and with OtherTables where tables are to be left as they are.
 */
export const openStore = async (settings: StoreSettings, tables: TablesWanted = 'upgrade'): Promise<Store> => {
  switch (settings.kind) {
    case 'served':
      return connect(settings.databaseUrl, settings.log ?? (() => undefined), tables, () => Promise.resolve());
    case 'embedded': {
      const server = await openEmbedded(settings.folder, settings.log);
      return connect(server.databaseUrl, settings.log, tables, server.close);
    }
  }
};
