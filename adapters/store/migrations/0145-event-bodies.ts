import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Events are kept as the text they were told in. Nothing looks into one in the database: each is read whole, and taking
 * it apart first was most of what keeping it cost. Writes the table anew: meanwhile messages are acknowledged, but not
 * folded, and workers of an older version that go on afterwards must be started again.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table event alter column body type json using body::text::json`.execute(db);
};
