import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { openStore } from '../adapters/store';
import type { Store } from '../adapters/store';

export interface FreshDatabase {
  readonly store: Store;
  readonly url: string;
  /** Closes the store and removes the database. Twice is once. */
  drop(): Promise<void>;
}

const required = (name: 'CAUSEWAY_TEST_DATABASE_URL' | 'CAUSEWAY_TEST_TEMPLATE'): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: Jest's global setup did not run`);
  return value;
};

/** The same server's address with another database. */
export const databaseUrl = (serverUrl: string, database: string): string => {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
};

export const onServer = async (serverUrl: string, ...statements: readonly string[]): Promise<void> => {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

/** A database of its own, migrated and empty: cloned from this run's template. */
export const freshDatabase = async (): Promise<FreshDatabase> => {
  const server = required('CAUSEWAY_TEST_DATABASE_URL');
  const template = required('CAUSEWAY_TEST_TEMPLATE');
  const name = `${template}_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name} template ${template}`);
  const url = databaseUrl(server, name);
  const store = await openStore({ kind: 'served', databaseUrl: url });
  const drop = async (): Promise<void> => {
    await store.close();
    await onServer(server, `drop database ${name} with (force)`);
  };
  let dropping: Promise<void> | null = null;
  return { store, url, drop: () => (dropping ??= drop()) };
};
