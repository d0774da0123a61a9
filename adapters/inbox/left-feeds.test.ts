import { sql } from 'kysely';
import { fixedClock } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { registerFeeds, type Feed } from './feed';
import { createIntake } from './intake';
import { sampleFeed, sampleMessage } from './sample-feed';

const AT = '2026-11-20T10:00:00.000Z' as Instant;
const BEFORE: Feed = { ...sampleFeed(), name: 'before' };
const OTHER = 'pas@RT5' as InstanceName;

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(() => fresh.drop());

const receive = async (feed: Feed, id: string): Promise<void> => {
  const intake = createIntake({ store: fresh.store, feed, clock: fixedClock(AT) });
  await intake.receive(sampleMessage({ id, person: '1' }), { address: '127.0.0.1', port: 4242 });
  await sql`update message set state = 'translated'`.execute(fresh.store.db);
};
const feeds = () =>
  fresh.store.db
    .selectFrom('feed')
    .select(['name', 'instance', 'last_heard_at', 'is_awaited'])
    .orderBy('name')
    .execute();

test('a renamed feed is awaited by its new name alone', async () => {
  await registerFeeds(fresh.store, [BEFORE]);
  await receive(BEFORE, 'A1');
  await registerFeeds(fresh.store, [{ ...BEFORE, name: 'renamed' }]);
  expect(await feeds()).toMatchObject([
    { name: 'before', is_awaited: false },
    { name: 'renamed', is_awaited: true, last_heard_at: null },
  ]);
  await registerFeeds(fresh.store, [BEFORE]);
  expect(await feeds()).toMatchObject([
    { name: 'before', is_awaited: true, last_heard_at: new Date(AT) },
    { name: 'renamed', is_awaited: false },
  ]);
});

test('the last feed that an instance had stays the one that it is as old as', async () => {
  await registerFeeds(fresh.store, [BEFORE]);
  await registerFeeds(fresh.store, []);
  expect(await feeds()).toMatchObject([{ name: 'before', is_awaited: true }]);
});

test('moved to another instance, a feed has told that one nothing until it speaks again', async () => {
  await registerFeeds(fresh.store, [BEFORE]);
  await receive(BEFORE, 'A1');
  const moved = { ...BEFORE, instance: OTHER };
  await registerFeeds(fresh.store, [moved]);
  expect(await feeds()).toMatchObject([{ instance: OTHER, last_heard_at: null }]);
  await receive(moved, 'A2');
  await registerFeeds(fresh.store, [moved]);
  expect(await feeds()).toMatchObject([{ instance: OTHER, last_heard_at: new Date(AT) }]);
});
