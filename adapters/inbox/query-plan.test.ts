import { sql } from 'kysely';
import type { PoolClient } from 'pg';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { planOf } from '../../test/query-plan';
import type { Instant } from '../../schema/time';
import { claimOf } from './claim';
import { KEEP_ONE } from './keep-one-statement';
import { KEEP } from './keep-statement';

describe('the claim', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
    const { db } = fresh.store;
    // Many people ever heard of, few of whom wait.
    await sql`alter table backlog set (autovacuum_enabled = off)`.execute(db);
    await sql`insert into partition (feed, key, instance)
      select 'pas@RWE', 'p' || n, 'pas@RWE' from generate_series(1, 20000) n`.execute(db);
    await sql`insert into backlog (feed, key, pending, since)
      select 'pas@RWE', 'p' || n, 0, n from generate_series(1, 20000) n`.execute(db);
  });
  afterAll(() => fresh.drop());

  const plan = (): Promise<string> =>
    planOf(fresh.store.db, claimOf(['pas@RWE', 'lims@RWE'], '2026-11-20T10:00:00.000Z' as Instant, [], 16));

  // Statistics are always of some time ago: nobody may have waited then, where thousands do now.
  it.each([
    ['never counted', 'select 1'],
    ['counted while nobody waited', 'analyze partition, backlog'],
    ['counted before all came to wait', 'update backlog set pending = 1'],
    ['counted while all wait', 'analyze partition, backlog'],
  ])('walks the waiting in their order, and looks up the first of them by their keys: %s', async (_, first) => {
    await sql.raw(first).execute(fresh.store.db);
    const found = await plan();
    expect(found).toMatch(/Limit.*\n +-> +Index Scan using backlog_waiting/);
    expect(found).toContain('partition_pkey');
    expect(found).not.toContain('Seq Scan');
  });
});

describe.each([
  ['several', KEEP],
  ['one', KEEP_ONE],
])('the keeping of %s', (_, statement) => {
  let fresh: FreshDatabase;
  let client: PoolClient;
  beforeAll(async () => {
    fresh = await freshDatabase();
    client = await fresh.store.pool.connect();
    await client.query('alter table message set (autovacuum_enabled = off)');
    await client.query('set plan_cache_mode = force_generic_plan');
    await client.query(`prepare keeping as ${statement}`);
  });
  afterAll(async () => {
    client.release(true);
    await fresh.drop();
  });

  const parameters = new Set(statement.match(/\$\d+/g)).size;
  const arrive = (from: number, to: number): string => `insert into message
    (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application, sending_facility, message_type,
      trigger_event, control_id, processing_id, version, accepted, partition_keys, state)
    select 'pas@RWE', 'pas@RWE', now(), '', 'MSH', 'utf-8', int4send(n), 'PAS', 'RWE', 'ADT', 'A31', 'C' || n, 'P', '2.4',
      true, '{}', 'translated' from generate_series(${from}, ${to}) n`;

  // A connection keeps its plan: one made on a database's first day would read all that arrives for weeks.
  it.each([
    ['nothing has arrived', 'select 1'],
    ['some has', arrive(1, 300)],
    ['more has, and nobody counted', arrive(301, 3_000)],
    ['it was counted', 'analyze message'],
  ])('asks for earlier messages by their control id alone: %s', async (_, first) => {
    await client.query(first);
    await client.query('discard plans');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain execute keeping (${Array(parameters).fill('null').join()})`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    const read = [...plan.matchAll(/Index Scan (?:using|on) (message\w+)/g)].map(([, index]) => index);
    expect(read).toEqual(['message_with_control_id']);
    expect(plan).not.toContain('Seq Scan');
  });
});
