import { sql, type Kysely } from 'kysely';

/**
 * Stays, appointments and reports of a place are asked for by a window: those that began before its end and ended after its
 * beginning. Nearly all that ever were began before; few have ended since. The ward stands last: that of a stay is looked at in
 * the index.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create index projection_by_end
    on projection (organisation, kind, instance, coalesce(to_at, 'infinity'::timestamptz), ward)
    where kind in ('encounters', 'planned-move', 'appointments', 'lab-reports', 'imaging-reports')`.execute(db);
};
