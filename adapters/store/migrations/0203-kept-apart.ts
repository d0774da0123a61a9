import { sql, type Kysely } from 'kysely';

/** Which records their sender says are two people's (A37), so that no number joins them: known from their next message on. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table person_record add column apart_from text[] not null default '{}'`.execute(db);
};
