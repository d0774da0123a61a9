import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The first person's wish to retire a system against its gate, until a second one carries it out. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table retirement_override (
    system text primary key,
    user_id text not null,
    user_name text not null,
    role text not null,
    at timestamptz not null,
    reason text not null,
    obstacle_kinds text[] not null
  )`.execute(db);
};
