import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { SubjectOfRecord } from '../../schema/clinical/encounter';
import type { Tables } from '../store';
import { holdersOf } from './holders';

const byRecord = async (
  db: Kysely<Tables>,
  subjects: readonly SubjectOfRecord[],
): Promise<ReadonlyMap<number, string>> => {
  const keyed = subjects.flatMap(({ record }, at) => (record === undefined ? [] : [{ at, ...record }]));
  if (keyed.length === 0) return new Map();
  const { rows } = await sql<{ at: number; person: string }>`select asked.at, r.person_id as person
    from unnest(${keyed.map((one) => one.at)}::int[], ${keyed.map((one) => one.instance)}::text[],
      ${keyed.map((one) => one.recordId)}::text[]) as asked (at, instance, record_id)
    join person_record as r on r.instance = asked.instance and r.record_id = asked.record_id`.execute(db);
  return new Map(rows.map((row) => [row.at, row.person]));
};

/**
 * The person each subject is: by the record's own key, else by its numbers. Numbers that name different persons leave it
 * in doubt. Same length, same order; two statements at most.
 */
export const personsOfSubjects = async (
  db: Kysely<Tables>,
  subjects: readonly SubjectOfRecord[],
): Promise<readonly (string | null)[]> => {
  const keyed = await byRecord(db, subjects);
  const open = subjects.flatMap((subject, at) =>
    keyed.has(at) ? [] : subject.identifiers.map((one) => ({ at, one })),
  );
  const holders = await holdersOf(
    db,
    open.map(({ one }) => one),
  );
  return subjects.map((_, at) => {
    const known = keyed.get(at);
    if (known !== undefined) return known;
    const named = new Set(
      open.flatMap((asked, position) => {
        const holder = holders[position];
        return asked.at === at && holder?.kind === 'one' ? [holder.person] : [];
      }),
    );
    const [only, ...others] = named;
    return only !== undefined && others.length === 0 ? only : null;
  });
};
