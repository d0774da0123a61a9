import { sql } from 'kysely';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import type { MessageFilter } from '../../schema/messages';
import { DAY, plus, type Instant } from '../../schema/time';
import { countMessages } from './counts';

const NOW = '2026-11-20T10:00:00.000Z' as Instant;

describe('counting', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
    // One a day for thirty days, the last today; every tenth is held.
    await sql`insert into message (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application,
        sending_facility, message_type, trigger_event, control_id, processing_id, version, accepted, partition_keys, state)
      select 'pas-adt', 'pas@RWE', ${NOW}::timestamptz - n * interval '1 day', '127.0.0.1:1', 'x', 'utf-8',
        decode(md5(n::text), 'hex'), 'PAS', 'RWE', 'ADT', 'A31', 'C' || n, 'P', '2.4', true, '{}',
        case when n % 10 = 9 then 'held' else 'translated' end
      from generate_series(0, 29) n`.execute(fresh.store.db);
    await sql`insert into message_identifier (kind, value, authority, seq)
      select 'visit', '700001', '', seq from message`.execute(fresh.store.db);
  });
  afterAll(() => fresh.drop());

  test.each<[string, MessageFilter, number]>([
    ['nothing is said of when: the last seven days', {}, 8],
    ['a feed alone: the last seven days', { feeds: ['pas-adt'] }, 8],
    ['an empty window is none', { received: {} }, 8],
    ['states with the translated', { states: ['held', 'translated'] }, 8],
    ['a window that begins long ago', { received: { from: plus(NOW, -100 * DAY) } }, 30],
    ['a window that ends long ago', { received: { to: plus(NOW, -20 * DAY) } }, 9],
    ['a visit', { visit: '700001' }, 30],
    ['a control id', { controlId: 'C20' }, 1],
    ['what is held', { states: ['held'] }, 3],
    ['problems', { problems: ['held'] }, 3],
  ])('%s', async (_, filter, expected) => {
    const counts = await countMessages(fresh.store.db, filter, 'feed', NOW);
    expect(counts).toEqual([{ key: 'pas-adt', count: expected }]);
  });
});
