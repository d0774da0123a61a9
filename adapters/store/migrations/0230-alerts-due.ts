import { sql, type Kysely } from 'kysely';

/** The day by which what slips was planned (`2026-11-20`), beside when it was noticed; null of alerts of another kind. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table migration_alert add column due text check (due ~ '^\\d{4}-\\d{2}-\\d{2}$')`.execute(db);
};
