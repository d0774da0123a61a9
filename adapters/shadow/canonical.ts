import type { Answer } from '../../schema/answer';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { CanonicalRecord } from '../comparison';
import type { IdentityIndex } from '../identity';
import { findSubjects } from '../routing/subjects';
import type { Subjects } from './asked';

/** Answers as records that both sides name alike, and who the persons in them are. */
export interface Canonical {
  readonly records: readonly CanonicalRecord[];
  /** By the id under which records name them. */
  readonly people: ReadonlyMap<string, PersonIdentity>;
}

const valuesOf = (answer: Answer<unknown>): readonly object[] => {
  if (answer.kind !== 'found') return [];
  const values = Array.isArray(answer.value) ? (answer.value as readonly unknown[]) : [answer.value];
  return values.flatMap((value) => (typeof value === 'object' && value !== null ? [value] : []));
};

const keyOf = (record: object): string => ('key' in record && typeof record.key === 'string' ? record.key : '');

/** Somebody whom the index cannot tell: no name would be the same on both sides. */
const IN_DOUBT = 'in doubt';

/** Records of a person are under the person who was asked about; those of a place under whom the index takes them for. */
export const canonical = async (
  subjects: Subjects,
  answers: readonly Answer<unknown>[],
  index: Pick<IdentityIndex, 'bySubjects'>,
): Promise<Canonical> => {
  const { capability } = subjects;
  if (subjects.of === 'people') {
    const records = answers.flatMap((answer, at) => {
      const person = subjects.people[at];
      // One person's demographics are one record, whichever number a system files it under.
      return person === undefined
        ? []
        : valuesOf(answer).map((record) => ({
            ...{ capability, recordId: person.id, record },
            key: capability === 'demographics' ? person.id : keyOf(record),
          }));
    });
    return { records, people: new Map(subjects.people.map((person) => [person.id, person])) };
  }
  const found = await findSubjects(answers, (of) => index.bySubjects(of));
  const records = answers.flatMap(valuesOf).map((record) => {
    const person = found.personOf(record);
    return { capability, key: keyOf(record), recordId: person === undefined ? null : (person?.id ?? IN_DOUBT), record };
  });
  return { records, people: new Map(found.people.map((person) => [person.id, person])) };
};
