import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Each index of the read models begins with what tells rows apart. Where all began with instance and kind, of which there
 * are few, a database without statistics took any of them for as good as any other, and read a whole kind to find one row.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table projection drop constraint projection_pkey`.execute(db);
  await sql`alter table projection add primary key (key, kind, instance)`.execute(db);
  await sql`drop index projection_by_stream, projection_by_person, projection_by_place, projection_by_record_key,
    projection_open_by_place`.execute(db);
  await sql`create index projection_by_stream on projection (stream, instance)`.execute(db);
  await sql`create index projection_by_person on projection (record_id, kind, instance, from_at desc)`.execute(db);
  await sql`create index projection_by_record_key on projection ((body ->> 'key'), kind, instance)`.execute(db);
  // A ward's board reads by the ward; an organisation's, for which no ward is given, by the organisation.
  await sql`create index projection_by_place on projection (organisation, kind, instance, ward, from_at desc)`.execute(
    db,
  );
  await sql`create index projection_open_by_place on projection (organisation, kind, instance, ward) where open`.execute(
    db,
  );
};
