import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Protections that one person asked to take from a group of routes, until another one agrees. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table waiting_loosening (
    id bigint generated always as identity primary key,
    route text not null,
    budget jsonb,
    words text not null,
    user_id text not null,
    user_name text not null,
    role text not null,
    at timestamptz not null,
    reason text not null,
    decided_at timestamptz,
    decided_by text,
    agreed boolean
  )`.execute(db);
  await sql`create unique index waiting_loosening_open on waiting_loosening (route) where decided_at is null`.execute(
    db,
  );
};
