import type { Answer } from '../../schema/answer';
import type { SubjectOfRecord } from '../../schema/clinical/encounter';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { IdentityIndex } from '../identity';

/** Whom the records of a read by place are about. */
export interface SubjectsFound {
  /** Null where the person is in doubt; undefined for a record that names nobody. */
  personOf(record: unknown): PersonIdentity | null | undefined;
  readonly people: readonly PersonIdentity[];
  /** Records whose person is in doubt. */
  readonly unresolved: number;
}

/** Finds the people that answers speak of, stale values included, in one look-up. */
export const findSubjects = async (
  answers: readonly Answer<unknown>[],
  bySubjects: IdentityIndex['bySubjects'],
): Promise<SubjectsFound> => {
  const subjects = new Map<string, SubjectOfRecord>();
  const records = answers.flatMap(recordsOf);
  for (const record of records) {
    const subject = subjectOf(record);
    if (subject) subjects.set(subjectKey(subject), subject);
  }
  const found = subjects.size === 0 ? [] : await bySubjects([...subjects.values()]);
  const people = new Map([...subjects.keys()].map((key, at) => [key, found[at] ?? null]));
  const personOf = (record: unknown): PersonIdentity | null | undefined => {
    const subject = subjectOf(record);
    return subject && (people.get(subjectKey(subject)) ?? null);
  };
  return {
    personOf,
    people: [...people.values()].flatMap((person) => (person ? [person] : [])),
    unresolved: records.filter((record) => personOf(record) === null).length,
  };
};

/** The records of a list, stale ones like fresh ones; none where an answer is no list. */
export const recordsOf = (answer: Answer<unknown>): readonly unknown[] => {
  const value = valueOf(answer);
  return Array.isArray(value) ? value : [];
};

/** What an answer tells, stale or fresh. */
export const valueOf = <T>(answer: Answer<T>): T | undefined => {
  switch (answer.kind) {
    case 'found':
      return answer.value;
    case 'failed':
      return answer.stale?.value;
    case 'absent':
      return undefined;
  }
};

const subjectOf = (record: unknown): SubjectOfRecord | undefined =>
  (record as { readonly subject?: SubjectOfRecord }).subject;

export const subjectKey = ({ record, identifiers }: SubjectOfRecord): string =>
  JSON.stringify([record?.instance, record?.recordId, identifiers.map(({ system, value }) => [system, value])]);
