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
    await sql`insert into partition (feed, key, instance)
      select 'pas@RWE', 'p' || n, 'pas@RWE' from generate_series(1, 20000) n`.execute(db);
    await sql`insert into backlog (feed, key, pending, since)
      select 'pas@RWE', 'p' || n, case when n % 100 = 0 then 1 else 0 end, n from generate_series(1, 20000) n`.execute(
      db,
    );
    await sql`analyze partition, backlog`.execute(db);
  });
  afterAll(() => fresh.drop());

  it('walks the waiting in their order and looks up each by its key: no scan, no sort', async () => {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${claimOf(
      ['pas@RWE', 'lims@RWE'],
      '2026-11-20T10:00:00.000Z' as Instant,
      [],
    )}`.execute(fresh.store.db);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('backlog_waiting');
    expect(plan).toContain('partition_pkey');
    expect(plan).not.toMatch(/Seq Scan|Sort/);
  });
});
