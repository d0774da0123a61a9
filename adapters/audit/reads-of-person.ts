import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import { isAbout, readUnder, type ReadUnder } from './about-person';
import type { AuditRow } from './chain';

const BATCH = 500;

/**
 * Ids of the rows about a person, oldest first, with what was refused in the same requests: a refusal names nobody. Each is
 * looked up by its key. Asked for as "about them, or refused in one of these requests", the database would go through the
 * whole record for every batch.
 */
export const idsOfReads = (people: ReadUnder, since: Instant): RawBuilder<{ readonly id: number }> => sql`
  with theirs as materialized (
    select id, request_id, user_id from read_audit where ${isAbout(people)} and at >= ${since}::timestamptz
  )
  select id from theirs
  union
  select refused.id from (select distinct request_id, user_id from theirs) asked cross join lateral (
    select r.id from read_audit r
    where r.request_id = asked.request_id and r.user_id = asked.user_id and r.outcome = 'refused'
      and r.at >= ${since}::timestamptz offset 0
  ) refused
  order by id`;

/**
 * The rows about a person under any of their ids, oldest first, and under another's while they were taken for one, with what
 * was refused in the same requests.
 */
export async function* readsOfPerson(
  db: Kysely<Tables>,
  ids: readonly PersonId[],
  since: Instant,
): AsyncGenerator<AuditRow> {
  const { rows } = await idsOfReads(await readUnder(db, ids), since).execute(db);
  const found = rows.map(({ id }) => id);
  for (let at = 0; at < found.length; at += BATCH) {
    const batch = found.slice(at, at + BATCH);
    yield* await db.selectFrom('read_audit').selectAll().where('id', 'in', batch).orderBy('id').execute();
  }
}
