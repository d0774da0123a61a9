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

/** The people who are looked among: those who may be told of, or those whose whole record is very restricted. */
export type Among = 'open' | 'very-restricted';

/**
 * Ids of the persons who answer to all criteria, by family name, given name, id. Names are compared by their beginning,
 * a birth date as far as it is given, a postcode whole.
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
  const wanted: RawBuilder<unknown>[] = [
    ...(family === null ? [] : [sql`family like ${startsWith(family)}`]),
    ...(first === null ? [] : [sql`given like ${startsWith(first)}`]),
    ...(birthDate === null ? [] : [sql`birth_date like ${startsWith(birthDate)}`]),
    ...(postcode === null ? [] : [sql`postal_code = ${postcode}`]),
  ];
  if (wanted.length < 2 || (family === null && birthDate === null)) {
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
