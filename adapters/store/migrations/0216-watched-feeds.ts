import { sql, type Kysely } from 'kysely';

/** When a process that has a feed in its settings last watched it: of one that nobody watches, alerts would stay open for ever. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table known_feed add column watched_at timestamptz`.execute(db);
};
