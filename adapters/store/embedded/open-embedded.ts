import { setTimeout as pause } from 'node:timers/promises';
import { onOneConnection } from '../one-connection';
import { findBinaries } from './binaries';
import { ensureCluster, passwordOf } from './cluster';
import { choosePlace } from './place';
import { guardServer } from './guard';
import type { Place } from './place';
import { findServer, isAlive, spawnServer, stopServer } from './server-process';
import type { RunningServer } from './server-process';
import { readState, writeState } from './state-file';

export interface EmbeddedServer {
  readonly databaseUrl: string;
  /** Lets the server go. It stops when this process owned it, or nobody does, and no other Causeway process is connected. */
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  /** More `-c name=value`, for tests. */
  readonly serverOptions?: readonly string[];
}

const DATABASE = 'causeway';
/** A machine that is busy with other work may need this long for what takes a second otherwise. */
const PATIENCE_MS = 60_000;
const POLL_MS = 50;

const url = (port: number, password: string, database: string): string =>
  `postgres://causeway:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

/** The password is this cluster's alone, so whoever takes it is the server we mean, and not another on its old port. */
const answers = (port: number, password: string): Promise<boolean> =>
  onOneConnection(url(port, password, 'postgres'), (client) => client.query('select 1')).then(
    () => true,
    () => false,
  );

const ensureDatabase = (port: number, password: string): Promise<void> =>
  onOneConnection(url(port, password, 'postgres'), async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) {
      await client.query(`create database ${DATABASE}`).catch((error: { code?: string }) => {
        // Two processes at once: the other's is as good.
        if (error.code !== '42P04' && error.code !== '23505') throw error;
      });
    }
  });

/** Finds the server of the cluster, or starts it. One that runs but does not answer is waited for, then stopped. */
const ensureServer = async (
  place: Place,
  password: string,
  options: EmbeddedOptions & { readonly port?: number; readonly signal?: AbortSignal },
): Promise<RunningServer & { readonly started: boolean }> => {
  const binaries = await findBinaries(place.user, () => place.shelter);
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    options.signal?.throwIfAborted();
    const found = await findServer(place);
    if (found === null) {
      const started = await spawnServer(place, binaries, options);
      if (started !== null) return { ...started, started: true };
    } else if (found.status === 'ready' && (await answers(found.port, password))) {
      return { ...found, started: false };
    } else if (waited > PATIENCE_MS / 2) {
      await stopServer(found.pid);
    }
    await pause(POLL_MS);
  }
  throw new Error(`the PostgreSQL server in ${place.home} does not start; its log is ${place.home}/server.log`);
};

const othersConnected = (databaseUrl: string): Promise<boolean> =>
  onOneConnection(databaseUrl, async (client) => {
    const { rowCount } = await client.query(
      `select 1 from pg_stat_activity
       where backend_type = 'client backend' and application_name like 'causeway:%' and application_name <> $1 limit 1`,
      [`causeway:${process.pid}`],
    );
    return rowCount !== 0;
  });

/** Says where the server is, and that this process is to stop it. */
const own = (place: Place, password: string, { pid, port }: RunningServer): Promise<void> =>
  writeState(place.folder, { port, password, pid, owner: process.pid, home: place.home });

const leave = async (place: Place, pid: number, databaseUrl: string): Promise<void> => {
  const state = await readState(place.folder);
  const owned = state === null || state.owner === process.pid || !isAlive(state.owner);
  if (!owned) return;
  const inUse = await othersConnected(databaseUrl).catch(() => false);
  if (!inUse) await stopServer(pid);
  // Whoever leaves last turns off the light.
  else if (state !== null) await writeState(place.folder, { ...state, owner: 0 });
};

/**
 * A PostgreSQL server with its data under `folder`. Where one runs there already (another process's, or an orphan of one
 * that was killed) it is used; else it is started. What is running is asked of the server itself, never of a lock file.
 * One that ends by itself is started again, on the same port.
 */
export const openEmbedded = async (
  folder: string,
  log: (line: string) => void,
  options: EmbeddedOptions = {},
): Promise<EmbeddedServer> => {
  const place = await choosePlace(folder, log);
  const made = await ensureCluster(place, () => findBinaries(place.user, () => place.shelter));
  if (made === 'made') log(`a new database was made in ${place.home}`);
  const password = await passwordOf(place);
  const server = await ensureServer(place, password, options);
  const before = await readState(place.folder);
  const orphaned = before === null || before.pid !== server.pid || !isAlive(before.owner);
  if (server.started || orphaned) {
    await own(place, password, server);
    if (!server.started) log('a database server was still running after a crash; it is used on');
  }
  await ensureDatabase(server.port, password);
  const databaseUrl = url(server.port, password, DATABASE);
  const guarded = guardServer(server, {
    log,
    startAgain: async (port, signal) => {
      const again = await ensureServer(place, password, { ...options, port, signal });
      if (again.started) await own(place, password, again);
      return again;
    },
  });
  return {
    databaseUrl,
    close: async () => {
      await guarded.letGo();
      await leave(place, guarded.pid(), databaseUrl);
    },
  };
};
