import { sql, type Kysely } from 'kysely';

/** Who ended an alert, and why; null where it ended with what it told of. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table migration_alert
    add column over_by text,
    add column over_why text,
    add check ((over_by is null) = (over_why is null) and (over_by is null or over_at is not null))`.execute(db);
};
