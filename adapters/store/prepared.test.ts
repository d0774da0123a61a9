import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
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

test('texts without end are not all kept by the server', async () => {
  await fresh.store.repeated.transaction().execute(async (trx) => {
    for (let n = 0; n < 300; n += 1) await sql`select ${n}::int as ${sql.id(`answer_${n}`)}`.execute(trx);
    const { rows } = await preparedOn(trx);
    expect(rows.length).toBeLessThanOrEqual(200);
  });
});
