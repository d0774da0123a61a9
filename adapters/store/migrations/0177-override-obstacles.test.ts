import { sql, type Kysely } from 'kysely';
import { freshDatabase, type FreshDatabase } from '../../../test/database';
import { up } from './0177-override-obstacles';

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(() => fresh.drop());

const waiting = async (): Promise<readonly unknown[]> => {
  const { rows } = await sql<{ obstacles: unknown }>`select obstacles from retirement_override`.execute(fresh.store.db);
  return rows.map(({ obstacles }) => obstacles);
};

const HISS = `insert into retirement_override (system, user_id, user_name, role, at, reason`;

test.each([
  [
    'that says which obstacles, goes on',
    'rename column obstacles to obstacle_kinds',
    `${HISS}, obstacle_kinds)`,
    [['x']],
  ],
  ['of a store that did not ask for them, is asked for again', 'drop column obstacles', `${HISS})`, []],
])('an override that waits for its second person, %s', async (_, before, insert, after) => {
  const { db } = fresh.store;
  await sql.raw(`alter table retirement_override ${before}`).execute(db);
  const named = insert.includes('obstacle_kinds') ? `, array['x']` : '';
  await sql.raw(`${insert} values ('hiss_RWE', 'u', 'U', 'migration-planner', now(), 'r'${named})`).execute(db);
  await up(db as unknown as Kysely<unknown>);
  expect(await waiting()).toEqual(after);
});
