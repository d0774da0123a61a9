import { rm } from 'node:fs/promises';
import { Client } from 'pg';
import type { TestServer } from './global-setup';
import { seededFolder } from './seeded-folder';

const removeDatabases = async (started: TestServer): Promise<void> => {
  await rm(seededFolder(started.template), { recursive: true, force: true });
  if (started.embedded !== null) {
    await started.embedded.server.close();
    await rm(started.embedded.folder, { recursive: true, force: true });
    return;
  }
  const client = new Client({ connectionString: started.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [started.template],
    );
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
  } finally {
    await client.end();
  }
};

/** Stops and deletes the embedded server; on one that others run, drops what this run made. */
export default async function globalTeardown(): Promise<void> {
  const started = globalThis.causewayTestServer;
  if (started === undefined) return;
  try {
    await removeDatabases(started);
  } finally {
    if (started.memory !== null) await rm(started.memory, { recursive: true, force: true });
  }
}
