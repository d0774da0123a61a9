import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * A row of a read model that is written again changes nothing that is indexed, and so touches no index (a heap-only
 * update). An expression over the body counts as changed with every body; a column that is made from it does not. The
 * facts of a person hold from always, not from when they were last told.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`update projection set from_at = '1970-01-01T00:00:00Z'
    where kind in ('person-state', 'demographics', 'allergies')`.execute(db);
  await sql`drop index projection_by_record_key`.execute(db);
  // Room on each page for a row's next version. Adding the column writes the table anew, with that room.
  await sql`alter table projection set (fillfactor = 50)`.execute(db);
  await sql`alter table projection add column record_key text generated always as (body ->> 'key') stored`.execute(db);
  // Its epoch is raised with every message; nothing indexed is.
  await sql`alter table person set (fillfactor = 70)`.execute(db);
  await sql`create index projection_by_record_key on projection (record_key, kind, instance)`.execute(db);
};
