import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import type { PersonSearch } from '../../schema/capabilities';
import { GraphRefusal } from '../../schema/errors';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import { veryRestrictedPeople } from './directives';
import { searchName, searchPostcode } from './record-columns';

const startsWith = (text: string): string => `${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Blank criteria are no criteria. */
const given = (text: string | undefined, as: (text: string) => string): string | null => {
  const value = text === undefined ? '' : as(text);
  return value === '' ? null : value;
};

/**
 * The people who are looked among: those who may be told of, or those whose whole record is very restricted.
 * `open-with-addresses`: for a viewer of whom a restricted person's address is not masked.
 */
export type Among = 'open' | 'open-with-addresses' | 'very-restricted';

/** One restricted record makes the whole person so, whichever of theirs holds the address. */
const RESTRICTED = sql`exists (select from person_record as flagged
  where flagged.person_id = person_record.person_id and flagged.restricted)`;

/** Criteria of a search; one of them alone is a list of strangers. */
const MINIMUM = 2;

/**
 * Ids of the persons who answer to all criteria, by family name, given name, id. Names are compared by their beginning,
 * a birth date as far as it is given, a postcode whole. What is masked finds nobody, and rules nobody out: a restricted
 * person answers as though no postcode had been asked for, where the other criteria are enough by themselves, else not.
 *
 * @throws GraphRefusal BAD_USER_INPUT for fewer than two criteria, or without family name and birth date: a search so
 * wide is a list of strangers
 */
export const searchIds = async (
  db: Kysely<Tables>,
  criteria: PersonSearch,
  limit: number,
  among: Among,
  at: Instant,
): Promise<readonly string[]> => {
  const family = given(criteria.family, searchName);
  const first = given(criteria.given, searchName);
  const birthDate = given(criteria.birthDate, (text) => text.trim());
  const postcode = given(criteria.postalCode, searchPostcode);
  const named: RawBuilder<unknown>[] = [
    ...(family === null ? [] : [sql`family like ${startsWith(family)}`]),
    ...(first === null ? [] : [sql`given like ${startsWith(first)}`]),
    ...(birthDate === null ? [] : [sql`birth_date like ${startsWith(birthDate)}`]),
  ];
  const isMasked = among === 'open' ? RESTRICTED : sql`false`;
  const atPostcode =
    named.length < MINIMUM
      ? sql`postal_code = ${postcode} and not ${isMasked}`
      : sql`(postal_code = ${postcode} or ${isMasked})`;
  const wanted = [...named, ...(postcode === null ? [] : [atPostcode])];
  if (wanted.length < MINIMUM || (family === null && birthDate === null)) {
    throw new GraphRefusal(
      'BAD_USER_INPUT',
      'A search needs two criteria at least, one of them the family name or the birth date.',
    );
  }
  const { rows } = await sql<{ person: string }>`select person_id as person from person_record
    where ${sql.join(wanted, sql` and `)}
      and (person_id in ${veryRestrictedPeople(at)}) = ${among === 'very-restricted'}
    group by person_id order by min(family), min(given), person_id limit ${limit}`.execute(db);
  return rows.map((row) => row.person);
};
