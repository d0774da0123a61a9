import { Client } from 'pg';
import { connectionSettings } from '../store/connection-settings';

/** The live database as it stood at one moment: read, never written, and never locked. */
export interface LiveSnapshot {
  query<T extends object>(text: string, values?: readonly unknown[]): Promise<readonly T[]>;
  /** Rows of a statement in batches, however many there are. */
  batches<T extends object>(text: string, values: readonly unknown[], size: number): AsyncIterable<readonly T[]>;
  close(): Promise<void>;
}

/** A snapshot's own notes, in tables of its session: what is replayed, and which streams that touches. */
const NOTES = `
  create temporary table replay_chosen (seq bigint primary key);
  create temporary table replay_touched (instance text, stream text, primary key (instance, stream));
  set idle_in_transaction_session_timeout = 0`;

let cursors = 0;

async function* batchesOf<T extends object>(
  client: Client,
  text: string,
  values: readonly unknown[],
  size: number,
): AsyncIterable<readonly T[]> {
  cursors += 1;
  const name = `replay_${cursors}`;
  await client.query(`declare ${name} no scroll cursor for ${text}`, [...values]);
  for (;;) {
    const { rows } = await client.query<T>(`fetch ${size} from ${name}`);
    if (rows.length > 0) yield rows;
    if (rows.length < size) break;
  }
  await client.query(`close ${name}`);
}

/**
 * Messages, events and read models of one moment, though the hospital goes on: what is rebuilt is then compared with
 * what those very messages had led to. It is not migrated: it may be older than the code that reads it, and
 * whoever reads a table that came later looks first whether it is there. As long as it is open no dead row of the live
 * database is cleared away; why it is open to the end all the same is in docs/decisions/0178-one-moment-for-a-rebuild.md.
 */
export const openSnapshot = async (liveUrl: string): Promise<LiveSnapshot> => {
  const client = new Client(connectionSettings(liveUrl));
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(NOTES);
    await client.query('begin isolation level repeatable read read only');
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  let closing: Promise<void> | null = null;
  return {
    query: async <T extends object>(text: string, values: readonly unknown[] = []) =>
      (await client.query<T>(text, [...values])).rows,
    batches: <T extends object>(text: string, values: readonly unknown[], size: number) =>
      batchesOf<T>(client, text, values, size),
    close: () => (closing ??= client.end()),
  };
};
