import { readdir, readFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { systemClock } from '../../schema/clock';
import { freshDatabase, onServer, testServer } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { createIntake } from './intake';
import { sampleFeed, sampleMessage, toldBy } from './sample-feed';
import type { Worker } from './worker';
import { startWorkerThread } from './worker-thread';

const ENTRY = join(__dirname, 'worker-thread-under-test.ts');
const FROM = { address: '127.0.0.1', port: 1 };

let fresh: FreshDatabase;
let worker: Worker;
const lines: string[] = [];

const receive = async (...ids: readonly string[]): Promise<void> => {
  const intake = createIntake({ store: fresh.store, feed: sampleFeed(), clock: systemClock });
  for (const id of ids) expect(toldBy(await intake.receive(sampleMessage({ id, person: id }), FROM))).toBe(`AA ${id}`);
};
const applied = async (): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`select m.control_id as id from applied join message m using (seq)
    order by m.seq`.execute(fresh.store.db);
  return rows.map(({ id }) => id);
};
const connections = async (): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(fresh.store.db);
  return rows[0]?.n ?? -1;
};

beforeAll(async () => {
  fresh = await freshDatabase();
  await sql`create table applied (seq bigint not null)`.execute(fresh.store.db);
  await sql`create table doomed (here boolean)`.execute(fresh.store.db);
  worker = await startWorkerThread({
    entry: ENTRY,
    settings: { databaseUrl: fresh.url },
    log: (line) => void lines.push(line),
  });
});
afterAll(async () => {
  await worker.close();
  await fresh.drop();
});

test('what this thread receives the other works on, each message once', async () => {
  await receive('T1', 'T2', 'T3');
  await worker.drain();
  expect(await applied()).toEqual(['T1', 'T2', 'T3']);
});

test('the thread gives way to those who answer somebody, and these keep their own place', async () => {
  if (process.platform !== 'linux') return;
  const tasks = await readdir('/proc/self/task');
  // proc(5): the 19th field of stat, behind the name in parentheses.
  const niceOf = async (task: string): Promise<number> =>
    Number((await readFile(`/proc/self/task/${task}/stat`, 'utf8')).split(') ')[1]?.split(' ')[16]);
  expect(await niceOf(String(process.pid))).toBe(getPriority());
  expect(await Promise.all(tasks.map(niceOf))).toContain(Math.max(getPriority(), 10));
});

test('a thread that ends in the middle of a message is told of and started again, and the message is worked on once', async () => {
  await sql`insert into doomed values (true)`.execute(fresh.store.db);
  await receive('D1');
  while (!(await applied()).includes('D1')) await pause(20);
  await worker.drain();
  expect(await applied()).toEqual(['T1', 'T2', 'T3', 'D1']);
  expect(lines).toEqual([expect.stringContaining('the thread of the worker ended')]);
});

test('one that cannot be started again is told of once, and once when it runs, and the message is worked on', async () => {
  const allow = (connections: boolean) =>
    onServer(testServer().url, `alter database ${fresh.name} allow_connections ${connections}`);
  lines.length = 0;
  await sql`insert into doomed values (true)`.execute(fresh.store.db);
  await receive('D2');
  while (lines.length === 0) await pause(5);
  await allow(false);
  try {
    while (!lines.some((line) => line.includes('cannot be started again'))) await pause(20);
    await pause(1_500);
  } finally {
    await allow(true);
  }
  while (!(await applied()).includes('D2')) await pause(20);
  expect(lines).toEqual([
    expect.stringContaining('the thread of the worker ended'),
    expect.stringMatching(/cannot be started again .*55000.*; messages wait/),
    'the thread of the worker runs again',
  ]);
});

test('where it cannot be started, whoever starts it is told', async () => {
  const missing = fresh.url.replace(/\/[^/]*$/, '/there_is_no_such_database');
  const started = startWorkerThread({ entry: ENTRY, settings: { databaseUrl: missing }, log: () => undefined });
  await expect(started).rejects.toThrow(/cannot be started .*3D000.*; no message is worked on/);
});

test('closed, twice as once, it leaves no connection behind', async () => {
  await Promise.all([worker.close(), worker.close()]);
  await fresh.store.pool.query('select 1');
  while ((await connections()) > fresh.store.pool.totalCount - 1) await pause(20);
  await expect(worker.drain()).rejects.toThrow('what waited still waits');
});
