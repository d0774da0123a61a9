import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Operations that clients may ask by their id, and, where only these are answered, at all. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table operation (
    id text primary key,
    name text not null,
    text text not null,
    registered_by text not null,
    registered_at timestamptz not null,
    removed_at timestamptz
  )`.execute(db);
};
