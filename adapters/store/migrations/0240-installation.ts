import { sql, type Kysely } from 'kysely';

/** One row: what tells the key and the settings of this installation from others, and nothing of what they are. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table installation (
    one boolean primary key default true check (one),
    key_check bytea not null,
    settings_check bytea not null,
    started_at timestamptz not null
  )`.execute(db);
};
