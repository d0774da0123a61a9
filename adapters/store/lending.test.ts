import { Pool, type PoolClient } from 'pg';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { lending } from './lending';

let fresh: FreshDatabase;
let pool: Pool;
beforeAll(async () => {
  fresh = await freshDatabase();
  pool = new Pool({ connectionString: fresh.store.databaseUrl, max: 1 });
});
afterAll(async () => {
  await pool.end();
  await fresh.drop();
});

/** One connection, and a time that is told. */
const setUp = () => {
  let at = 0;
  const lent = lending(pool, () => at);
  return { lent, later: (ms: number) => void (at += ms) };
};

test('it is crowded once everybody has waited for a while, and as long as somebody waits', async () => {
  const { lent, later } = setUp();
  const first = await lent.pool.connect();
  const waiting = lent.pool.connect();
  expect(lent.crowded()).toBe(false);
  later(201);
  expect(lent.crowded()).toBe(true);
  first.release();
  (await waiting).release();
  expect(lent.crowded()).toBe(false);
});

test('it is not while a connection is got at once now and then', async () => {
  const { lent, later } = setUp();
  let held: PoolClient = await lent.pool.connect();
  for (let time = 0; time < 10; time += 1) {
    const waiting = lent.pool.connect();
    later(40);
    held.release();
    held = await waiting;
  }
  const last = lent.pool.connect();
  expect(lent.crowded()).toBe(false);
  held.release();
  (await last).release();
});

test('a long time in which nobody asked is no wait', async () => {
  const { lent, later } = setUp();
  later(3_600_000);
  const first = await lent.pool.connect();
  const waiting = lent.pool.connect();
  expect(lent.crowded()).toBe(false);
  first.release();
  (await waiting).release();
});
