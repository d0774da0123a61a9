import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** An appointment of a group visits each who comes: it is kept once for each of them, where it was kept for the first alone. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table visit drop constraint visit_pkey`.execute(db);
  await sql`create unique index visit_of_whom on visit (instance, key, record_instance, record_id, nhs_number, birth_date)
    nulls not distinct`.execute(db);
};
