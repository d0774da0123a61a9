import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Application acknowledgements are looked up receiver by receiver, and are known to be owed for how long: of those that
 * are there already, from now. Byte order, so that an address is the beginning of its ports.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table application_acknowledgement
    alter column owed_to type text collate "C",
    add column owed_at timestamptz not null default now()`.execute(db);
  await sql`create index application_acknowledgement_owed on application_acknowledgement (feed, owed_to, seq)`.execute(
    db,
  );
};
