import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Who has a person's task in hand, as the systems were last heard to say, and when each was last asked. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table task_owner (
    instance text not null,
    key text not null,
    kind text not null check (kind in ('user', 'organisation', 'ward')),
    owner text not null,
    record_instance text not null,
    record_id text not null,
    authored_at timestamptz not null,
    closed_at timestamptz,
    primary key (instance, key, kind, owner)
  )`.execute(db);
  await sql`create index task_owner_of_record on task_owner (record_instance, record_id)`.execute(db);

  await sql`create table task_source (
    instance text primary key,
    asked_at timestamptz not null
  )`.execute(db);
};
