import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { PersonId } from '../../schema/identifiers';
import type { Tables } from '../store';

/** Under which ids a person's record was read. */
export interface ReadUnder {
  /** The person's own, whenever. */
  readonly ids: readonly PersonId[];
  /** Somebody else's, for as long as a record of theirs was taken for that one's. */
  readonly meanwhile: readonly { readonly id: PersonId; readonly from: Date; readonly until: Date }[];
}

/** Of the person of these ids: with those of whom a record of theirs was a part until they were parted. */
export const readUnder = async (db: Kysely<Tables>, ids: readonly PersonId[]): Promise<ReadUnder> => {
  const { rows } = await sql<ReadUnder['meanwhile'][number]>`
    select distinct elsewhere.person_id as id, elsewhere.from_at as "from", elsewhere.until_at as until
    from unnest(${[...ids]}::text[]) as asked (person)
    cross join lateral (select id from person_record where person_id = asked.person offset 0) as own
    cross join lateral (
      select person_id, from_at, until_at from person_record_elsewhere where record = own.id offset 0
    ) as elsewhere
    where elsewhere.until_at is not null and elsewhere.person_id <> all(${[...ids]}::text[])`.execute(db);
  return { ids, meanwhile: rows };
};

/** Of a row of `read_audit`: it is about the person. */
export const isAbout = ({ ids, meanwhile }: ReadUnder): RawBuilder<unknown> =>
  sql`(${sql.join(
    [
      sql`persons && ${[...ids]}::text[]`,
      ...meanwhile.map(({ id, from, until }) => {
        const then = sql`at >= ${from}::timestamptz and at < ${until}::timestamptz`;
        return sql`persons && ${[id]}::text[] and ${then}`;
      }),
    ],
    sql` or `,
  )})`;
