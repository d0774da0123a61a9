import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Where the server was built with lz4, long values are packed by it: PostgreSQL's own method took a sixth of what keeping
 * and folding a laboratory report cost. What is packed already stays as it is, and is read all the same. The embedded
 * server is built without.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  const { rows } = await sql`select 1 from pg_settings
    where name = 'default_toast_compression' and 'lz4' = any(enumvals)`.execute(db);
  if (rows.length === 0) return;
  await sql`alter table message alter column bytes set compression lz4`.execute(db);
  await sql`alter table event alter column body set compression lz4`.execute(db);
  await sql`alter table projection alter column body set compression lz4`.execute(db);
};
