import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** How long content is kept, as the settings agreed on it last: a feed that is taken out of them keeps its own no longer than that. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table known_feed add column retention_ms bigint`.execute(db);
};
