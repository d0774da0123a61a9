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

export const recordsOf = (answer: Answer<unknown>): readonly unknown[] => {
  const value = answer.kind === 'found' ? answer.value : answer.kind === 'failed' ? answer.stale?.value : undefined;
  return Array.isArray(value) ? value : [];
};

const subjectOf = (record: unknown): SubjectOfRecord | undefined => {
  if (typeof record !== 'object' || record === null || !('subject' in record)) return undefined;
  const { subject } = record;
  if (typeof subject !== 'object' || subject === null || !('identifiers' in subject)) return undefined;
  return subject as SubjectOfRecord;
};

export const subjectKey = ({ record, identifiers }: SubjectOfRecord): string =>
  JSON.stringify([record?.instance, record?.recordId, identifiers.map(({ system, value }) => [system, value])]);
