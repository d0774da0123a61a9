import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { openStore } from '../adapters/store';
import type { Store } from '../adapters/store';

export interface FreshDatabase {
  readonly name: string;
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

/** This run's server, and its database that is migrated and empty. */
export const testServer = (): { readonly url: string; readonly template: string } => ({
  url: required('CAUSEWAY_TEST_DATABASE_URL'),
  template: required('CAUSEWAY_TEST_TEMPLATE'),
});

/** A database of its own: a clone of this run's migrated and empty one, unless another is named. */
export const freshDatabase = async (template = testServer().template): Promise<FreshDatabase> => {
  const { url: server, template: run } = testServer();
  const name = `${run}_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name} template ${template}`);
  const url = databaseUrl(server, name);
  const store = await openStore({ kind: 'served', databaseUrl: url });
  const drop = async (): Promise<void> => {
    await store.close();
    await onServer(server, `drop database ${name} with (force)`);
  };
  let dropping: Promise<void> | null = null;
  return { name, store, url, drop: () => (dropping ??= drop()) };
};
