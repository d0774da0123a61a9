import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { hospitalNumberSystem, instanceParts } from '../../schema/identifiers';
import type { SubjectOfRecord } from '../../schema/clinical/encounter';
import type { Identifier } from '../../schema/clinical/values';
import type { Tables } from '../store';
import { holdersOf, type Holder } from './holders';

/** One number of a subject, and who holds it. */
interface Held {
  readonly at: number;
  readonly identifier: Identifier;
  readonly holder: Holder;
}

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

/** Whom the numbers name: one person, among the holders of every number that anybody holds. */
const personNamed = (holders: readonly Holder[]): string | null => {
  const groups = holders.flatMap((holder) => {
    switch (holder.kind) {
      case 'none':
        return [];
      case 'one':
        return [[holder.person]];
      case 'several':
        return [holder.people];
    }
  });
  const named = groups.find((people) => people.length === 1)?.[0];
  return named !== undefined && groups.every((people) => people.includes(named)) ? named : null;
};

/** The system of a subject's hospital numbers of its own organisation, where it has some and nobody holds any. */
const unheardSystem = ({ record }: SubjectOfRecord, held: readonly Held[]): string | undefined => {
  const system = record && hospitalNumberSystem(instanceParts(record.instance).organisation);
  const own = held.filter(({ identifier }) => identifier.system === system);
  return own.length > 0 && own.every(({ holder }) => holder.kind === 'none') ? system : undefined;
};

interface Doubtful {
  readonly at: number;
  readonly person: string;
  readonly system: string;
}

/** Those who have a number of the system already: another than the one they are now said to have. */
const numberedOtherwise = async (db: Kysely<Tables>, doubtful: readonly Doubtful[]): Promise<ReadonlySet<number>> => {
  if (doubtful.length === 0) return new Set();
  const { rows } = await sql<{ at: number }>`select asked.at
    from unnest(${doubtful.map(({ at }) => at)}::int[], ${doubtful.map(({ person }) => person)}::text[],
      ${doubtful.map(({ system }) => system)}::text[]) as asked (at, person, system)
    where exists (select 1 from person_record as r join person_identifier as i on i.record = r.id
      where r.person_id = asked.person and i.system = asked.system)`.execute(db);
  return new Set(rows.map(({ at }) => at));
};

/**
 * The person each subject is: by the record's own key, else by its numbers. Numbers that name different persons leave it
 * in doubt; so does a hospital number nobody holds yet, beside an NHS number of somebody who has another one there, for it
 * may stand on the wrong record. Same length, same order; three statements at most.
 */
export const personsOfSubjects = async (
  db: Kysely<Tables>,
  subjects: readonly SubjectOfRecord[],
): Promise<readonly (string | null)[]> => {
  const keyed = await byRecord(db, subjects);
  const open = subjects.flatMap(({ identifiers }, at) =>
    keyed.has(at) ? [] : identifiers.map((identifier) => ({ at, identifier })),
  );
  const holders = await holdersOf(
    db,
    open.map(({ identifier }) => identifier),
  );
  const held = open.flatMap((one, position): readonly Held[] => {
    const holder = holders[position];
    return holder === undefined ? [] : [{ ...one, holder }];
  });
  const heldAt = new Map<number, Held[]>();
  for (const one of held) heldAt.set(one.at, [...(heldAt.get(one.at) ?? []), one]);
  const persons = subjects.map(
    (_, at) => keyed.get(at) ?? personNamed((heldAt.get(at) ?? []).map(({ holder }) => holder)),
  );
  const otherwise = await numberedOtherwise(
    db,
    subjects.flatMap((subject, at): readonly Doubtful[] => {
      const person = persons[at] ?? null;
      const system = unheardSystem(subject, heldAt.get(at) ?? []);
      return person === null || system === undefined ? [] : [{ at, person, system }];
    }),
  );
  return persons.map((person, at) => (otherwise.has(at) ? null : person));
};
