import { sql, type RawBuilder } from 'kysely';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import type { Store } from '../store';

/** Rows from a random id on, and from the first one where these run out: never the whole table, beside live reads. */
const from = async (
  { db }: Store,
  which: RawBuilder<unknown>,
  random: number,
  most: number,
): Promise<readonly PersonId[]> => {
  const { rows: ends } = await sql<{ low: number | null; high: number | null }>`
    select (select id from person_record where ${which} order by id limit 1) as low,
      (select id from person_record where ${which} order by id desc limit 1) as high`.execute(db);
  const { low = null, high = null } = ends[0] ?? {};
  if (low === null || high === null) return [];
  const start = low + Math.floor(random * (high - low + 1));
  const { rows } = await sql<{ person: PersonId }>`
    (select id, person_id as person from person_record where ${which} and id >= ${start} order by id limit ${most})
    union all
    (select id, person_id as person from person_record where ${which} and id < ${start} order by id limit ${most})`.execute(
    db,
  );
  return [...new Set(rows.map(({ person }) => person))].slice(0, most);
};

/** Some of the people of whom an instance has told, by a random number from 0 to 1. */
export const peopleOf = (store: Store, instance: InstanceName, random: number, most: number) =>
  from(store, sql`instance = ${instance}`, random, most);

/** Some of the people with a known registered practice. */
export const peopleWithPractice = (store: Store, random: number, most: number) =>
  from(store, sql`practice is not null`, random, most);
