import { sql, type Kysely } from 'kysely';
import { freshDatabase, onServer, testServer, type FreshDatabase } from '../../test/database';
import { insistCurrent, migrate, NewerTables } from './migrate';
import { MIGRATIONS, type Migration } from './migrations';
import { openStore, type Store } from './store';
import { watchTables } from './watch-tables';

const FUTURE: Migration = {
  name: '9999-of-tomorrow',
  up: async (db) => {
    await sql`create table of_tomorrow (n integer)`.execute(db);
  },
};
const TOMORROW = [...MIGRATIONS, FUTURE];

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(() => fresh.drop());

const untyped = ({ db }: Store) => db as unknown as Kysely<unknown>;
const steps = async (): Promise<readonly string[]> => {
  const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(untyped(fresh.store));
  return rows.map(({ name }) => name);
};
const open = () => openStore({ kind: 'served', databaseUrl: fresh.url });

test('who would serve on the tables of a newer version does not, says which, and does none of its own steps', async () => {
  await migrate(untyped(fresh.store), TOMORROW);
  await fresh.store.pool.query(`delete from migration where name = $1`, [MIGRATIONS.at(-1)?.name]);
  const before = await steps();
  await expect(open()).rejects.toThrow(/newer version than this one, .*\(9999-of-tomorrow\)\. Run that version/);
  await expect(insistCurrent(untyped(fresh.store))).rejects.toThrow(NewerTables);
  expect(await steps()).toEqual(before);
});

test('who waited while a newer version was at it finds that out', async () => {
  await fresh.store.pool.query(`delete from migration where name = $1`, [MIGRATIONS.at(-1)?.name]);
  const newer = await fresh.store.pool.connect();
  await newer.query('select pg_advisory_lock($1)', [0x63617573]);
  const older = open().then(
    (store) => store.close(),
    (error: unknown) => error,
  );
  const waits = `select from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())`;
  while ((await fresh.store.pool.query(waits)).rowCount === 0);
  await newer.query('insert into migration (name) values ($1)', [FUTURE.name]);
  await newer.query('select pg_advisory_unlock($1)', [0x63617573]);
  newer.release();
  expect(await older).toBeInstanceOf(NewerTables);
  expect(await steps()).not.toContain(MIGRATIONS.at(-1)?.name);
});

test('a process that runs is told when a newer version changes the tables under it, once; a step of its own is none', async () => {
  const told: Error[] = [];
  const stop = await watchTables(fresh.store, (newer) => told.push(newer));
  const other = await open();
  await migrate(untyped(other), MIGRATIONS);
  expect(told).toEqual([]);
  await migrate(untyped(other), TOMORROW);
  while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await migrate(untyped(other), [...TOMORROW, { name: '9999-still-later', up: () => Promise.resolve() }]);
  await stop();
  expect(told.map(({ name }) => name)).toEqual(['NewerTables']);
  await other.close();
});

test('one whose notices were missed while its connection was down looks when it is back', async () => {
  const told: Error[] = [];
  const stop = await watchTables(fresh.store, (newer) => told.push(newer));
  const { url } = testServer();
  await fresh.store.pool.query('insert into migration (name) values ($1)', [FUTURE.name]);
  await onServer(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${fresh.name}' and query like 'listen%'`,
  );
  while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await stop();
});
