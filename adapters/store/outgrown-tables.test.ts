import { sql } from 'kysely';
import { MINUTE } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { createOutgrownTables, type OutgrownTables } from './outgrown-tables';

describe('tables that outgrew what the server knows of them', () => {
  let fresh: FreshDatabase;
  let tables: OutgrownTables;
  let elapsed = 0;
  beforeAll(async () => {
    fresh = await freshDatabase();
    tables = createOutgrownTables(fresh.store, () => elapsed);
    await sql`alter table person set (autovacuum_enabled = off)`.execute(fresh.store.db);
  });
  afterAll(() => fresh.drop());

  const hear = async (from: number, to: number): Promise<void> => {
    const { db } = fresh.store;
    await sql`insert into person (id, created_at)
      select 'pt_' || n, now() from generate_series(${from}::int, ${to}::int) n`.execute(db);
    // The server adds up what each connection did about once a second.
    for (let told = 0; told < to;) {
      const { rows } = await sql<{ n: string }>`
        select n_live_tup as n from pg_stat_user_tables where relname = 'person'`.execute(db);
      told = Number(rows[0]?.n);
      await sql`select pg_stat_force_next_flush()`.execute(db);
    }
  };
  const counted = async (): Promise<number> => {
    const { rows } = await sql<{ n: number }>`
      select reltuples as n from pg_class where relname = 'person'`.execute(fresh.store.db);
    return rows[0]?.n ?? NaN;
  };

  it('are counted when they are twice as large as last time, and only then', async () => {
    await hear(1, 90);
    expect(await tables.count()).toEqual([]);
    await hear(91, 300);
    expect(await tables.count()).toEqual(['public.person']);
    expect(await counted()).toBe(300);
    await hear(301, 500);
    expect(await tables.count()).toEqual([]);
    expect(await counted()).toBe(300);
    await hear(501, 700);
    expect(await tables.count()).toEqual(['public.person']);
    expect(await tables.count()).toEqual([]);
  });

  it('are passed over while somebody else counts them', async () => {
    await hear(701, 3_000);
    const other = await fresh.store.pool.connect();
    try {
      await other.query('begin; lock table person in share update exclusive mode');
      await tables.count();
      expect(await counted()).toBe(700);
    } finally {
      await other.query('rollback');
      other.release();
    }
    expect(await tables.count()).toEqual(['public.person']);
  });

  it('are left for some minutes where they cannot be counted, and keep the others from nothing', async () => {
    const { db } = fresh.store;
    await sql`create table another (n int) with (autovacuum_enabled = off)`.execute(db);
    await sql`insert into another select generate_series(1, 1000)`.execute(db);
    await sql`create function refuse(n int) returns int language plpgsql immutable as
      $$ begin if n > 3000 then raise exception 'not today'; end if; return n; end $$`.execute(db);
    await sql`create table aged (n int) with (autovacuum_enabled = off)`.execute(db);
    await sql`create index on aged (refuse(n))`.execute(db);
    await sql`insert into aged select generate_series(1, 1000)`.execute(db);
    // What an index is made of is worked out again as the table is counted.
    await sql`create or replace function refuse(n int) returns int language plpgsql immutable as
      $$ begin raise exception 'not today'; end $$`.execute(db);
    await hear(3_001, 3_002);
    await expect(tables.count()).rejects.toThrow('not today');
    expect(await tables.count()).toEqual([]);
    const { rows } = await sql<{ n: number }>`select reltuples as n from pg_class where relname = 'another'`.execute(
      db,
    );
    expect(rows).toEqual([{ n: 1_000 }]);
    elapsed += 5 * MINUTE;
    await expect(tables.count()).rejects.toThrow('not today');
  });
});
