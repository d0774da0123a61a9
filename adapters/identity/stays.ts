import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { OdsCode } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import { veryRestrictedPeople } from './directives';

/** Visit numbers of people whose whole record is very restricted: a bed names a stay and not its person. */
export const staysOfVeryRestricted = async (
  db: Kysely<Tables>,
  organisations: readonly OdsCode[],
  at: Instant,
): Promise<ReadonlySet<string>> => {
  if (organisations.length === 0) return new Set();
  const { rows } = await sql<{ visit: string }>`select p.visit from ${veryRestrictedPeople(at)} as hidden (person_id)
    cross join lateral (
      select instance, record_id from person_record as r where r.person_id = hidden.person_id offset 0
    ) as r
    cross join lateral (
      select body -> 'identifier' ->> 'value' as visit from projection as p
      where p.instance = r.instance and p.kind = 'encounters' and p.record_id = r.record_id
        and p.organisation = any(${[...organisations]}::text[]) offset 0
    ) as p`.execute(db);
  return new Set(rows.map(({ visit }) => visit));
};
