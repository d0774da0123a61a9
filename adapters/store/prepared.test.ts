import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Pool } from 'pg';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { preparing } from './prepared';
import type { Tables } from './tables';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const preparedOn = (trx: Transaction<Tables>) =>
  sql<{ statement: string }>`select statement from pg_prepared_statements where statement like '%answer%'`.execute(trx);

test('a repeated statement is prepared once a connection, and answers each time by its own values', async () => {
  await fresh.store.repeated.transaction().execute(async (trx) => {
    for (const wanted of [41, 42]) {
      const { rows } = await sql<{ answer: number }>`select ${wanted}::int as answer`.execute(trx);
      expect(rows).toEqual([{ answer: wanted }]);
    }
    expect((await preparedOn(trx)).rows).toEqual([{ statement: 'select $1::int as answer' }]);
  });
});

test('it is planned for any values, however often it comes; what is asked outside is planned as ever', async () => {
  const planned = await fresh.store.repeated.transaction().execute(async (trx) => {
    for (const many of [1, 2, 3])
      await sql`select n as planned from unnest(${Array.from({ length: many }, (_, n) => n)}::int[]) as n`.execute(trx);
    return sql`select generic_plans::int, custom_plans::int from pg_prepared_statements where statement like '%as planned%'
      and statement not like '%pg_prepared%'`.execute(trx);
  });
  expect(planned.rows).toEqual([{ generic_plans: 3, custom_plans: 0 }]);
  const { rows } = await sql`show plan_cache_mode`.execute(fresh.store.db);
  expect(rows).toEqual([{ plan_cache_mode: 'auto' }]);
});

test('texts without end are not all kept by the server', async () => {
  await fresh.store.repeated.transaction().execute(async (trx) => {
    for (let n = 0; n < 300; n += 1) await sql`select ${n}::int as ${sql.id(`answer_${n}`)}`.execute(trx);
    const { rows } = await preparedOn(trx);
    expect(rows.length).toBeLessThanOrEqual(200);
  });
});

test('where a newer version changes a table under it, a statement fails once, and then goes on', async () => {
  const pool = new Pool({ connectionString: fresh.store.databaseUrl, max: 1 });
  try {
    const connections = preparing(pool);
    const read = async (): Promise<unknown> => {
      const client = await connections.connect();
      try {
        return (await client.query('select body from told where body::text = $1', ['1'])).rows;
      } finally {
        client.release();
      }
    };
    await pool.query(`create table told as select '1' as body`);
    expect(await read()).toEqual([{ body: '1' }]);
    await pool.query('alter table told alter column body type json using body::json');
    await expect(read()).rejects.toMatchObject({ code: '0A000' });
    expect(await read()).toEqual([{ body: 1 }]);
  } finally {
    await pool.end();
  }
});
