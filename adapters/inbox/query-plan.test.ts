import { sql } from 'kysely';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import type { Instant } from '../../schema/time';
import { claimOf } from './claim';

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

  const plan = async (): Promise<string> => {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${claimOf(
      ['pas@RWE', 'lims@RWE'],
      '2026-11-20T10:00:00.000Z' as Instant,
      [],
      16,
    )}`.execute(fresh.store.db);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };

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
