import { sql } from 'kysely';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import { parseNhsNumber } from '../../schema/identifiers';
import type { MessageFilter } from '../../schema/messages';
import { instantOf, type Instant } from '../../schema/time';
import { countMessages } from './counts';
import { findMessages, pageOf } from './search';
import { selectedSeqs } from './selection';

const NOW = '2026-11-20T10:00:00.000Z' as Instant;
const clock = fixedClock(NOW);

/** A message of the feed that arrived so many seconds ago. */
const insert = (feed: string, secondsAgo: string, how: string) => sql`
  insert into message (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application,
    sending_facility, message_type, trigger_event, control_id, processing_id, version, accepted, partition_keys, state)
  select ${feed}, 'pas@RWE', ${NOW}::timestamptz - ${sql.raw(secondsAgo)} * interval '1 second', '127.0.0.1:1', 'x', 'utf-8',
    decode(md5(${feed} || n), 'hex'), 'PAS', 'RWE', case when n % 500 = 0 then 'MFN' else 'ADT' end, 'A31', 'C' || n,
    'P', '2.4', true, '{}', ${sql.raw(how)}
  from generate_series(1, 20000) n`;

describe('what a search costs', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
    const { db } = fresh.store;
    await insert('pas-adt', '(30000 - n)', `case when n % 1000 = 0 then 'held' else 'translated' end`).execute(db);
    await sql`update message set feed = 'quiet' where seq % 4000 = 0`.execute(db);
    await sql`insert into message_identifier (kind, value, authority, seq)
      select kind, kind || seq / 5, case when kind = 'identifier' then 'RWE' else '' end, seq
      from message, unnest(array['nhs-number', 'identifier', 'visit']) kind`.execute(db);
    await sql`analyze message, message_identifier`.execute(db);
  });
  afterAll(() => fresh.drop());

  const nhsNumber = parseNhsNumber('9990000018');
  const filters: readonly (readonly [string, MessageFilter, string])[] = [
    ['NHS number', nhsNumber ? { nhsNumber } : {}, 'message_identifier_pkey'],
    ['hospital number', { identifier: { system: 'RWE', value: 'identifier7' } }, 'message_identifier_pkey'],
    ['visit', { visit: 'visit7' }, 'message_identifier_pkey'],
    ['control id', { controlId: 'C77' }, 'message_with_control_id'],
    ['a quiet feed', { feeds: ['quiet'] }, 'message_of_feed'],
    ['a rare type', { types: ['MFN^A31'] }, 'message_of_type'],
    ['state', { states: ['held'] }, 'message_in_trouble|message_by_state|message_held'],
    ['problems', { problems: ['refused', 'out-of-order', 'repeated', 'waiting-for-merge'] }, 'message_in_trouble'],
    [
      'time',
      { received: { from: '2026-11-20T02:00:00.000Z' as Instant, to: '2026-11-20T02:01:00.000Z' as Instant } },
      'message_by_arrival',
    ],
    ['nothing', {}, 'message_pkey'],
  ];

  it.each(filters)('by %s: an index, and no scan of all messages', async (_, filter, index) => {
    const page = pageOf(filter, 'newest-first', null, 21);
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${page}`.execute(fresh.store.db);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(new RegExp(index));
    expect(plan).not.toMatch(/Seq Scan on message\b/);
  });

  it('refuses a feed that nobody knows, whatever is done with its messages; one that is only agreed upon has none', async () => {
    const { db } = fresh.store;
    const unknown = { code: 'BAD_USER_INPUT', message: 'feeds names one that is not known' };
    const page = (feeds: readonly string[]) =>
      findMessages(db, clock, { feeds }, { first: 1, after: null, order: 'newest-first' });
    const feeds = ['quiet', 'quite'];
    await expect(page(feeds)).rejects.toMatchObject(unknown);
    await expect(countMessages(db, { feeds }, 'feed', NOW)).rejects.toMatchObject(unknown);
    await expect(selectedSeqs(db, { filter: { feeds } }, 10)).rejects.toMatchObject(unknown);
    await db.insertInto('known_feed').values({ name: 'new', instance: 'pas@RWE' }).execute();
    expect((await page(['new', 'new'])).rows).toEqual([]);
  });

  it('walks all pages either way, each message once', async () => {
    const filter = { feeds: ['quiet'] };
    const all = async (order: 'newest-first' | 'oldest-first'): Promise<number[]> => {
      const seqs: number[] = [];
      let after: string | null = null;
      for (;;) {
        const page = await findMessages(fresh.store.db, clock, filter, { first: 2, after, order });
        seqs.push(...page.rows.map(({ seq }) => seq));
        if (!page.hasNextPage) return seqs;
        after = page.endCursor;
      }
    };
    const oldest = await all('oldest-first');
    expect(oldest).toEqual([4000, 8000, 12000, 16000, 20000]);
    expect(await all('newest-first')).toEqual([...oldest].reverse());
  });
});

describe('a tail', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.drop());

  const add = (client: { query(text: string, values: unknown[]): Promise<unknown> }, id: string, at: string) =>
    client.query(
      `insert into message (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application,
        sending_facility, message_type, trigger_event, control_id, processing_id, version, accepted, partition_keys, state)
      values ('f', 'pas@RWE', $2, 'p', 'x', 'utf-8', decode(md5($1), 'hex'), 'A', 'B', 'ADT', 'A31', $1, 'P', '2.4', true, '{}', 'received')`,
      [id, at],
    );

  /** Whoever follows the tail: each look goes on where the last one ended. */
  const tail = () => {
    const told = new Set<string>();
    let after: string | null = null;
    const follow = async () => {
      const page = await findMessages(fresh.store.db, clock, {}, { first: 100, after, order: 'oldest-first' });
      page.rows.forEach(({ control_id }) => told.add(control_id));
      after = page.endCursor;
      return page;
    };
    return { told, follow, at: () => after };
  };

  it('tells a message that became visible after a later one, however long its commit took', async () => {
    const { pool } = fresh.store;
    const { told, follow, at } = tail();
    await add(pool, 'old', '2026-11-20T09:00:00Z');
    const slow = await pool.connect();
    try {
      await slow.query('begin');
      await add(slow, 'slow', NOW);
      await add(pool, 'quick', NOW);
      await follow();
      expect([...told]).toEqual(['old', 'quick']);
      await follow();
      await slow.query('commit');
    } finally {
      slow.release();
    }
    await follow();
    expect([...told].sort()).toEqual(['old', 'quick', 'slow']);
    // Once all is settled, nothing is told again.
    clock.advance(60_000);
    await follow();
    const after = at();
    const page = await follow();
    expect([page.rows.length, page.endCursor]).toEqual([0, after]);
  });

  it('misses none that waited before it was numbered, as while a store stands still', async () => {
    const { pool } = fresh.store;
    const { told, follow } = tail();
    const stoodFor = (seconds: number): string => instantOf(clock.millis() - 1_000 * seconds);
    const slow = await pool.connect();
    try {
      await slow.query('begin');
      await add(slow, 'stood-1', stoodFor(8));
      await add(pool, 'stood-2', stoodFor(7));
      await follow();
      await slow.query('commit');
    } finally {
      slow.release();
    }
    expect([told.has('stood-1'), told.has('stood-2')]).toEqual([false, true]);
    await follow();
    expect(told.has('stood-1')).toBe(true);
  });

  it.each(['nonsense', '', Buffer.from('[1]').toString('base64url'), Buffer.from('["a",1]').toString('base64url')])(
    'refuses a cursor that is none: %j',
    async (after) => {
      await expect(
        findMessages(fresh.store.db, clock, {}, { first: 1, after, order: 'newest-first' }),
      ).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    },
  );
});
