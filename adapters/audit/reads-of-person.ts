import { sql, type Kysely } from 'kysely';
import type { PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import { isAbout, readUnder } from './about-person';
import type { AuditRow } from './chain';

const BATCH = 500;

/**
 * The rows about a person under any of their ids, oldest first, and under another's while they were taken for one. With what was refused in the same requests: a refusal
 * names nobody.
 */
export async function* readsOfPerson(
  db: Kysely<Tables>,
  ids: readonly PersonId[],
  since: Instant,
): AsyncGenerator<AuditRow> {
  const isTheirs = isAbout(await readUnder(db, ids));
  for (let after = 0; ;) {
    const { rows } = await sql<AuditRow>`
      select * from read_audit r
      where r.at >= ${since} and r.id > ${after} and (
        ${isTheirs}
        or r.outcome = 'refused' and (r.request_id, r.user_id) in (
          select request_id, user_id from read_audit where ${isTheirs} and at >= ${since}
        )
      )
      order by r.id limit ${BATCH}`.execute(db);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = Number(last.id);
  }
}
