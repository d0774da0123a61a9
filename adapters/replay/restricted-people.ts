import type { InstanceName, PersonId } from '../../schema/identifiers';
import type { FoundDifference } from './compare-rows';

export interface About {
  readonly instance: InstanceName;
  readonly record_id: string;
  readonly person_id: PersonId;
  /** By any of the person's records, in any system. */
  readonly restricted: boolean;
}

/** Whoever asks one database's index of people: the live one, or the rebuilt. */
export type AskRows = (text: string, values: readonly unknown[]) => Promise<readonly About[]>;

/** A find of whose records a difference names, in one database's index of people. */
export type PeopleIn = (difference: FoundDifference) => readonly (About | undefined)[];

const recordOf = ({ instance, capability, record, recordId }: FoundDifference): string =>
  [instance, capability, record, recordId].join('|');

/** Where a record changed hands, both people are in every difference of it. */
const recordsIn = (differences: readonly FoundDifference[]): ((one: FoundDifference) => readonly string[]) => {
  const handed = new Map(differences.filter(({ field }) => field === 'subject').map((one) => [recordOf(one), one]));
  return (one) => {
    const { before = null, after = null } = handed.get(recordOf(one)) ?? {};
    return [...new Set([one.recordId, before, after].flatMap((id) => id ?? []))];
  };
};

const PEOPLE = `select distinct r.instance, r.record_id, r.person_id, exists (
    select 1 from person_record as any_of where any_of.person_id = r.person_id and (any_of.restricted or exists (
      select 1 from privacy_directive_record as dr join privacy_directive as d on d.id = dr.directive
      where dr.instance = any_of.instance and dr.record_id = any_of.record_id
        and d.kind = 'very-restricted' and d.ended_at is null))
  ) as restricted
  from unnest($1::text[], $2::text[]) as named (instance, record_id)
  join person_record as r on r.instance = named.instance and r.record_id = named.record_id`;

/** Whose the differences are, by one database's index; undefined stands for a record whose person it does not know. */
export const peopleOf = async (ask: AskRows, differences: readonly FoundDifference[]): Promise<PeopleIn> => {
  const records = recordsIn(differences);
  const named = differences.flatMap((one) => records(one).map((record) => ({ instance: one.instance, record })));
  const rows = await ask(PEOPLE, [named.map(({ instance }) => instance), named.map(({ record }) => record)]);
  const about = new Map(rows.map((one) => [`${one.instance}|${one.record_id}`, one]));
  return (one) => records(one).map((record) => about.get(`${one.instance}|${record}`));
};

/** The differences, those of anybody whom the rebuilt index calls restricted marked so. */
export const markRestricted = async (
  ask: AskRows,
  differences: readonly FoundDifference[],
): Promise<readonly FoundDifference[]> => {
  const people = await peopleOf(ask, differences);
  return differences.map((one) =>
    people(one).some((person) => person?.restricted === true) ? { ...one, restrictedWhenRebuilt: true } : one,
  );
};
