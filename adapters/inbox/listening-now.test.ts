import { sql } from 'kysely';
import { systemClock } from '../../schema/clock';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { feedStates } from '../messages/feed-states';
import { openStore } from '../store';
import { startFeeds, type Feeds } from './feeds';
import { listeningNow } from './listening-now';
import { sampleFeed } from './sample-feed';

const PAS = sampleFeed();
const OTHER = sampleFeed({}, 'pas@RT5');

let fresh: FreshDatabase;
let opened: (() => Promise<void>)[];
beforeEach(async () => {
  fresh = await freshDatabase();
  opened = [];
});
afterEach(async () => {
  for (const close of opened.reverse()) await close();
  await fresh.drop();
});

/** A process that hears PAS, as far as the database can tell. */
const hearing = async (): Promise<{ readonly feeds: Feeds; end(): Promise<void> }> => {
  const store = await openStore({ kind: 'served', databaseUrl: fresh.url });
  opened.push(() => store.close());
  const feeds = await startFeeds({ store, feeds: [PAS], clock: systemClock, log: () => undefined });
  opened.push(() => feeds.close());
  return { feeds, end: () => store.close() };
};
const listeners = async (): Promise<readonly (number | undefined)[]> => {
  const found = await listeningNow(fresh.store.db, [PAS.name, OTHER.name]);
  return [found.get(PAS.name), found.get(OTHER.name)];
};
const until = async (wanted: number): Promise<void> => {
  while ((await listeners())[0] !== wanted) await new Promise((resolve) => setTimeout(resolve, 10));
};

test('each process that listens for a feed counts for as long as it does', async () => {
  expect(await listeners()).toEqual([0, 0]);
  const [one, two] = [await hearing(), await hearing()];
  expect(await listeners()).toEqual([2, 0]);
  const agreed = [PAS, OTHER].map(({ name, profile }) => ({ ...profile, name, retentionMs: null }));
  expect(await feedStates(fresh.store.db, systemClock, agreed, () => 'PAS')).toMatchObject([
    { name: OTHER.name, listeners: 0 },
    { name: PAS.name, listeners: 2 },
  ]);
  await one.feeds.close();
  expect(await listeners()).toEqual([1, 0]);
  // Its connections are gone, as when it is killed.
  await two.end();
  await until(0);
});

test('one whose connection is lost counts again once it has another', async () => {
  await hearing();
  const connection = async (): Promise<number | undefined> =>
    (await sql<{ pid: number }>`select pid from pg_locks where locktype = 'advisory' and classid = ${0x68656172}
      and database = (select oid from pg_database where datname = current_database())`.execute(fresh.store.db)).rows[0]?.pid; // prettier-ignore
  const before = await connection();
  await sql`select pg_terminate_backend(${before})`.execute(fresh.store.db);
  for (let now = before; now === before || now === undefined;) now = await connection();
  expect(await listeners()).toEqual([1, 0]);
});
