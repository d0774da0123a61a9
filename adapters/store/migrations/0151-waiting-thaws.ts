import { sql, type Kysely } from 'kysely';

/** Freezes that are to be lifted once a second person agrees; null where something else waits. `*` is every route. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table waiting_loosening add column freezes bigint[]`.execute(db);
};
