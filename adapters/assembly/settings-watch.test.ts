import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { readEnvironment } from '../settings/environment';
import { readEstate } from '../settings/estate';
import { openStore, type Store } from '../store';
import { watchSettings, type SettingsWatch } from './settings-watch';

const estate = readEstate(join(__dirname, '../settings/leicester.yaml'));
const environment = readEnvironment({ CAUSEWAY_ID_KEY: 'a'.repeat(32) });
const OURS = { environment, estate };
const FEWER = { environment, estate: { ...estate, routes: estate.routes.slice(1) } };

let fresh: FreshDatabase;
let opened: (() => Promise<void>)[];
beforeEach(async () => {
  fresh = await freshDatabase();
  opened = [];
});
afterEach(async () => {
  for (const close of opened) await close();
  await fresh.drop();
});

interface Process {
  readonly store: Store;
  readonly watch: SettingsWatch;
  readonly said: readonly string[];
  end(): Promise<void>;
}

const start = async (going: typeof OURS): Promise<Process> => {
  const store = await openStore({ kind: 'served', databaseUrl: fresh.url });
  const said: string[] = [];
  const watch = await watchSettings({ store, going, log: (line) => said.push(line), everyMs: 20 });
  const end = async (): Promise<void> => {
    await watch.close();
    await store.close();
  };
  opened.push(end);
  return { store, watch, said, end };
};

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await pause(5);
};

test('processes that go by the same settings say nothing', async () => {
  const [one, other] = [await start(OURS), await start(OURS)];
  await pause(100);
  expect([one.said, other.said, one.watch.others()]).toEqual([[], [], []]);
});

test('one that goes by others says so as it starts, the ones that run say so too, and when it has gone', async () => {
  const [one, two] = [await start(OURS), await start(OURS)];
  const other = await start(FEWER);
  expect(other.said).toEqual([
    expect.stringMatching(/^2 of this installation's processes go by other settings .*CAUSEWAY_SETTINGS/),
  ]);
  expect(other.watch.others()).toHaveLength(2);
  await until(() => one.watch.others().length === 1 && two.watch.others().length === 1);
  expect(one.said).toEqual([expect.stringContaining(`causeway:${process.pid}`)]);
  await other.end();
  await until(() => one.watch.others().length === 0);
  expect(one.said.slice(1)).toEqual(['every process of this installation goes by the same settings again']);
});

test('it is known of a process still when its connection was cut and made again', async () => {
  const one = await start(OURS);
  const other = await start(FEWER);
  await other.store.pool.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objsubid = 2
      and database = (select oid from pg_database where datname = current_database())`,
  );
  await until(() => one.watch.others().length === 0 || one.said.length > 1);
  await until(() => one.watch.others().length === 1 && other.watch.others().length === 1);
});
