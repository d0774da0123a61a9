import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { CandidateLink } from '../../schema/capabilities';
import type { PersonId } from '../../schema/identifiers';
import type { Tables } from '../store';
import { nearOwn } from './near';

/** Whom else each person might be, and why the rules would not say so. Links since made no longer show. One statement. */
export const candidatesOf = async (
  db: Kysely<Tables>,
  ids: readonly PersonId[],
): Promise<readonly (readonly CandidateLink[])[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ asked: string; person: PersonId; reason: string }>`
    select distinct asked.id as asked, theirs.person_id as person, link.reason
    from unnest(${[...new Set(ids)]}::text[]) as asked (id)
    join person on person.id = asked.id
    join person_record as own on own.person_id = coalesce(person.merged_into, person.id)
    join lateral (${nearOwn}) as link on true
    join person_record as theirs on theirs.id = link.other
    where theirs.person_id <> own.person_id
    order by asked.id, theirs.person_id, link.reason`.execute(db);
  return ids.map((id) => rows.filter((row) => row.asked === id).map(({ person, reason }) => ({ person, reason })));
};
