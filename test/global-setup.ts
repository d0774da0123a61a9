import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../adapters/store';
import { openEmbedded } from '../adapters/store/embedded';
import type { EmbeddedServer } from '../adapters/store/embedded';
import { databaseUrl, onServer } from './database';
import { memoryFolder } from './memory-folder';

/** What the teardown, in the same process, has to undo. */
export interface TestServer {
  readonly url: string;
  readonly template: string;
  /** Null for a server that others run. */
  readonly embedded: { readonly server: EmbeddedServer; readonly folder: string } | null;
  /** Where all folders of this run are; null where they are on a disk. */
  readonly memory: string | null;
}

declare global {
  var causewayTestServer: TestServer | undefined;
}

/** Nothing here outlives the run, so it need not outlive a power cut. */
const UNSAFE_BUT_FAST = [
  ...['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
  // It may lie in memory.
  ...['-c', 'max_wal_size=256MB'],
];

const startServer = async (): Promise<Pick<TestServer, 'url' | 'embedded'>> => {
  const given = process.env['CAUSEWAY_TEST_SERVER_URL'];
  if (given !== undefined && given !== '') return { url: databaseUrl(given, 'postgres'), embedded: null };
  const folder = await mkdtemp(join(tmpdir(), 'causeway-test-'));
  // Where we are root the server is another user, who must be able to enter.
  await chmod(folder, 0o755);
  const server = await openEmbedded(folder, () => undefined, { serverOptions: UNSAFE_BUT_FAST });
  return { url: databaseUrl(server.databaseUrl, 'postgres'), embedded: { server, folder } };
};

/** One server for the whole run, and in it the migrated template from which each test file's database is cloned. */
export default async function globalSetup(): Promise<void> {
  const memory = memoryFolder();
  // Every worker, and every process that one starts, makes its folders there.
  if (memory !== null) process.env['TMPDIR'] = memory;
  const { url, embedded } = await startServer();
  const template = `causeway_test_${randomBytes(4).toString('hex')}`;
  globalThis.causewayTestServer = { url, template, embedded, memory };
  await onServer(url, `create database ${template}`);
  const store = await openStore({ kind: 'served', databaseUrl: databaseUrl(url, template) });
  await store.close();
  process.env['CAUSEWAY_TEST_DATABASE_URL'] = url;
  process.env['CAUSEWAY_TEST_TEMPLATE'] = template;
}
