import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Forgetting and probing run beside live reads: neither may go through a whole table. And people whom a record calls
 * restricted before the index has heard of it: none of their values may be kept, or opened.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create index recorded_ask_by_time on recorded_ask (at)`.execute(db);
  await sql`create index person_record_of_instance on person_record (instance, id)`.execute(db);
  await sql`create index person_record_with_practice on person_record (id) where practice is not null`.execute(db);
  await sql`create table restricted_in_record (person text primary key, at timestamptz not null)`.execute(db);
};
