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
  const { rows } = await sql<{ visit: string }>`select p.body -> 'identifier' ->> 'value' as visit
    from person_record as r
    join projection as p on p.record_id = r.record_id and p.instance = r.instance and p.kind = 'encounters'
    where r.person_id in ${veryRestrictedPeople(at)} and p.organisation = any(${[...organisations]}::text[])`.execute(
    db,
  );
  return new Set(rows.map(({ visit }) => visit));
};
