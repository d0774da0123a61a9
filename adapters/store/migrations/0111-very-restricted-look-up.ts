import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Very restricted people are few among many wishes, and asked for at every search and bed list. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create index privacy_directive_very_restricted on privacy_directive (id)
    where kind = 'very-restricted' and ended_at is null`.execute(db);
};
