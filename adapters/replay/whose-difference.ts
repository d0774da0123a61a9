import type { PersonIdentity } from '../../schema/clinical/person';
import { valuesAreMasked } from '../access';
import type { IdentityIndex } from '../identity';
import type { FoundDifference } from './compare-rows';

/** Whose a difference is: everybody whose records it names; null stands for a record whose person is not known. */
export type PeopleIn = (difference: FoundDifference) => readonly (PersonIdentity | null)[];

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

/** By one database's index of people: the live one, or the rebuilt. */
export const peopleOf = async (
  index: Pick<IdentityIndex, 'bySubjects'>,
  differences: readonly FoundDifference[],
): Promise<PeopleIn> => {
  const records = recordsIn(differences);
  const named = new Map(
    differences.flatMap((one) =>
      records(one).map((recordId) => [`${one.instance}|${recordId}`, { instance: one.instance, recordId }] as const),
    ),
  );
  const subjects = [...named.values()].map((record) => ({ record, identifiers: [] }));
  const people = await index.bySubjects(subjects);
  const about = new Map([...named.keys()].map((key, at) => [key, people[at] ?? null]));
  return (one) => records(one).map((record) => about.get(`${one.instance}|${record}`) ?? null);
};

/** The differences, those of anybody whose values the rebuilt index would have masked marked so. */
export const markMasked = async (
  index: Pick<IdentityIndex, 'bySubjects'>,
  differences: readonly FoundDifference[],
): Promise<readonly FoundDifference[]> => {
  const people = await peopleOf(index, differences);
  return differences.map((one) =>
    people(one).some((person) => person !== null && valuesAreMasked(person))
      ? { ...one, maskedWhenRebuilt: true }
      : one,
  );
};
