import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Whose record a proxy opens, by the number it was put down for: an id may come to stand for somebody else when two who
 * were merged are parted. Those that are there already have none, and go by the id.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table proxy add column person_nhs_number text`.execute(db);
};
