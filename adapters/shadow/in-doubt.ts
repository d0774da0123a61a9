import type { Answer } from '../../schema/answer';
import { BIRTH_DATE_DIFFERS } from '../../schema/clinical/birth-date';
import type { JudgedDifference } from '../comparison';
import type { Subjects } from './asked';
import type { Canonical } from './canonical';

/**
 * People of whom the candidate holds a record that the identity rules do not join to them, by the id under which records
 * name them, and the field that says so: `birthDate` where that is what keeps it apart, else `linkedRecords`.
 */
export type Doubts = ReadonlyMap<string, 'birthDate' | 'linkedRecords'>;

/** As the candidate's side of a difference names such a record: what it says is no planner's to read, it may be somebody else's. */
const IN_DOUBT = 'in doubt';

const codesOf = (answer: Answer<unknown> | undefined): readonly string[] =>
  answer === undefined || answer.kind === 'failed' ? [] : answer.warnings.map(({ code }) => code);

/** Of demographics only: any other list says what it leaves out by not being complete. */
export const doubtsIn = (subjects: Subjects, candidate: readonly Answer<unknown>[]): Doubts =>
  new Map(
    subjects.of !== 'people' || subjects.capability !== 'demographics'
      ? []
      : subjects.people.flatMap(({ id }, at) => {
          const codes = codesOf(candidate[at]);
          if (!codes.includes('IDENTITY_IN_DOUBT')) return [];
          return [[id, codes.includes(BIRTH_DATE_DIFFERS) ? 'birthDate' : 'linkedRecords'] as const];
        }),
  );

/** A record that was found beside one in doubt is not agreed, whatever it says. */
export const withDoubts = ({ records, people }: Canonical, doubts: Doubts): Canonical => ({
  people,
  records: records.map((one) =>
    one.recordId !== null && doubts.has(one.recordId)
      ? { ...one, record: { ...one.record, linkedRecords: IN_DOUBT } }
      : one,
  ),
});

/** A whole record that seems to be missing and is in doubt: the difference is what puts it there. */
export const namedByDoubt = (
  difference: JudgedDifference,
  doubts: Doubts,
  controlSays: (field: string) => string | null,
): JudgedDifference => {
  const field = difference.recordId === null ? undefined : doubts.get(difference.recordId);
  if (field === undefined || difference.field !== '' || difference.kind !== 'only-control') return difference;
  return { ...difference, field, kind: 'value', before: controlSays(field) ?? difference.before, after: IN_DOUBT };
};
