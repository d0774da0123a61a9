import { Pool } from 'pg';
import { freshDatabase } from '../../test/database';
import { takesWrites } from './takes-writes';

const asked = async (connectionString: string, options = ''): Promise<boolean> => {
  const pool = new Pool({ connectionString, options });
  const takes = await takesWrites(pool);
  await pool.end();
  return takes;
};

test('a store is up where it keeps what it is told, not where it can only be read or is not there', async () => {
  const fresh = await freshDatabase();
  expect(await asked(fresh.url)).toBe(true);
  // As every session of a standby that is not promoted yet.
  expect(await asked(fresh.url, '-c default_transaction_read_only=on')).toBe(false);
  await fresh.drop();
  expect(await asked(fresh.url)).toBe(false);
});
