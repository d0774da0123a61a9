import { freshDatabase, type FreshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { createTellers } from './tellers';

const HOUR = 3_600_000;
let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const heardAt = (minute: string) =>
  database.store.pool.query(
    `insert into message (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application,
       sending_facility, message_type, trigger_event, control_id, processing_id, version, accepted, partition_keys, state)
     values ('pas-adt', 'pas@RWE', $1::text::timestamptz, 'x', $1::text::bytea, 'utf-8', $1::text::bytea, '', '', 'ADT', 'A28', $1::text,
       'P', '2.4', true, '{}', 'translated')`,
    [`2026-11-20T${minute}:00.000Z`],
  );

/** What the PAS is said to have answered, at ten o'clock; its feed may be silent for an hour. */
const told = async () => {
  const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
  const feed = { instance: 'pas@RWE', systemName: 'HISS', silenceMs: HOUR } as const;
  // Two feeds of one system are one source.
  const [one, ...more] = await createTellers(database.store, clock, () => [feed, feed])();
  expect(more).toEqual([]);
  return one?.answer;
};

test('a system that is heard knows of nobody else; one that never was, or not for too long, may', async () => {
  expect(await told()).toMatchObject({ kind: 'failed', error: { code: 'SOURCE_STALE' } });
  await database.store.db.insertInto('known_feed').values({ name: 'pas-adt', instance: 'pas@RWE' }).execute();
  expect(await told()).toMatchObject({ kind: 'failed' });
  await heardAt('08:59');
  expect(await told()).toMatchObject({ kind: 'failed' });
  await heardAt('09:30');
  expect(await told()).toMatchObject({ kind: 'absent', source: { asOf: '2026-11-20T09:30:00.000Z' } });
});
