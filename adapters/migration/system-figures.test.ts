import { fixedClock } from '../../schema/clock';
import { DAY, instantOf, type Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { feedsOfSystems, stillSending } from './system-figures';

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const ago = (days: number): Instant => instantOf(clock.millis() - days * DAY);

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
  await database.store.db.insertInto('known_feed').values({ name: 'pas-adt', instance: 'pas@RWE' }).execute();
});
afterEach(() => database.drop());

let came = 0;
const tell = async (
  state: 'translated' | 'held' | 'refused',
  days: number,
  repeatedDays: number | null = null,
): Promise<void> => {
  const hash = Buffer.from(`message ${(came += 1)}`);
  await database.store.db
    .insertInto('message')
    .values({
      ...{ feed: 'pas-adt', instance: 'pas@RWE', received_at: ago(days), peer: '', bytes: hash, charset: 'utf8' },
      ...{
        content_hash: hash,
        sending_application: '',
        sending_facility: '',
        message_type: 'ADT',
        trigger_event: 'A01',
      },
      ...{ control_id: '', processing_id: 'P', version: '2.4', accepted: state !== 'refused', partition_keys: [] },
      ...{ state, reason: null, told_code: null, told_text: null, conflicts_with: null },
      ...(repeatedDays !== null && { repeats: 1, last_repeat_at: ago(repeatedDays) }),
    })
    .execute();
};
const feedNow = async () => {
  const means = { store: database.store, clock, feeds: [{ name: 'pas-adt', instance: 'pas@RWE', silenceMs: DAY }] } as const;
  const feeds = (await feedsOfSystems(means, ['pas@RWE'])).get('pas@RWE') ?? [];
  return { feeds, sending: stillSending(feeds, means, 7).length };
}; // prettier-ignore

test('a feed whose messages are all refused or held still sends, and how many of them is told apart', async () => {
  await tell('translated', 60);
  for (const state of ['refused', 'refused', 'held'] as const) await tell(state, 1);
  expect(await feedNow()).toEqual({
    feeds: [
      {
        ...{ feed: 'pas-adt', countedFrom: ago(30), messagesPerDay: 0.1, refusedPerDay: 2 / 30, heldPerDay: 1 / 30 },
        lastAt: ago(1),
      },
    ],
    sending: 1,
  });
});

test('a sender that says one refused message again and again still sends', async () => {
  await tell('refused', 60, 1);
  expect(await feedNow()).toMatchObject({ feeds: [{ lastAt: ago(1) }], sending: 1 });
});

test('a feed that fell silent does not', async () => {
  await tell('translated', 8);
  expect(await feedNow()).toMatchObject({ feeds: [{ messagesPerDay: 1 / 8, refusedPerDay: 0 }], sending: 0 });
  await database.store.db.deleteFrom('message').execute();
  expect(await feedNow()).toMatchObject({ feeds: [{ messagesPerDay: 0, lastAt: null }], sending: 0 });
});

test('a feed is counted since its first message, where that is not 30 days ago, and says so: not as if it had been silent before', async () => {
  expect(await feedNow()).toMatchObject({ feeds: [{ countedFrom: ago(30), messagesPerDay: 0 }] });
  await tell('translated', 2);
  for (const state of ['translated', 'refused', 'held'] as const) await tell(state, 1);
  expect(await feedNow()).toMatchObject({
    feeds: [{ countedFrom: ago(2), messagesPerDay: 2, refusedPerDay: 0.5, heldPerDay: 0.5 }],
  });
});

test('of a feed that began this moment a rate is told over a minute, and is a number', async () => {
  await tell('translated', 0);
  expect(await feedNow()).toMatchObject({ feeds: [{ countedFrom: ago(0), messagesPerDay: 24 * 60 }] });
});
