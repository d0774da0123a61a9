import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { openStore } from '../store';
import type { Store } from '../store';
import { connectionSettings } from '../store/connection-settings';

/** A database beside the live one, on the same server, that is gone when it is closed. */
export interface Scratch {
  readonly store: Store;
  close(): Promise<void>;
}

/** Somebody else replays beside the same live database. */
class ReplayUnderWay extends Error {}

/** Any number that nobody else locks: the first letters of `replay` in ASCII. */
const LOCK = 0x7265706c;

/** The same for every replay of one live database, so that what one left behind is found by the next. */
export const scratchName = (live: string): string =>
  `causeway_replay_${createHash('sha256').update(live).digest('hex').slice(0, 12)}`;

const quoted = (name: string): string => `"${name.replace(/"/g, '""')}"`;

const make = async (client: Client, name: string): Promise<void> => {
  try {
    // What a replay that was killed has left behind: nobody can be using it, or the lock would not be ours.
    await client.query(`drop database if exists ${quoted(name)} with (force)`);
    await client.query(`create database ${quoted(name)} template template0`);
    // Nothing here outlives the run, so no commit waits for a disk.
    await client.query(`alter database ${quoted(name)} set synchronous_commit = off`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '42501')) throw error;
    throw new Error(
      'The database server was asked for a scratch database and refused: the database user needs CREATEDB. Nothing was changed.',
    );
  }
};

/**
 * A database of its own, not a schema in the live one: advisory locks and notices are per database, so nothing done here
 * makes a live worker wait or wakes a live listener. One replay at a time for each live database, held by a lock that the
 * server lets go of when the process dies; the next replay then takes out what was left. Needs CREATEDB.
 */
export const openScratch = async (liveUrl: string): Promise<Scratch> => {
  const client = new Client(connectionSettings(liveUrl));
  client.on('error', () => undefined);
  await client.connect();
  const steps: (() => Promise<unknown>)[] = [() => client.end()];
  const end = async (): Promise<void> => {
    for (const step of steps.reverse()) await step().catch(() => undefined);
  };
  try {
    const { rows } = await client.query<{ mine: boolean; live: string }>(
      'select pg_try_advisory_lock($1) as mine, current_database() as live',
      [LOCK],
    );
    if (rows[0]?.mine !== true)
      throw new ReplayUnderWay('Another replay is under way beside this database; nothing was done.');
    const name = scratchName(rows[0].live);
    await make(client, name);
    steps.push(() => client.query(`drop database if exists ${quoted(name)} with (force)`));
    const url = new URL(liveUrl);
    url.pathname = `/${name}`;
    const store = await openStore({ kind: 'served', databaseUrl: url.href });
    steps.push(() => store.close());
    let closing: Promise<void> | null = null;
    return { store, close: () => (closing ??= end()) };
  } catch (error) {
    await end();
    throw error;
  }
};
