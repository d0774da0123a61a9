import { saysAll, type Answer } from '../../schema/answer';
import type { JudgedDifference } from '../comparison';
import type { Subjects } from './asked';
import type { Doubts } from './in-doubt';

type Side = readonly Answer<unknown>[];

/** As the control's side of such a difference says it; the candidate's names its warnings. */
const WHOLE = 'complete';

/** The answer itself, which is none of the records in it: no record's key is like it, so that each counts once. */
const ANSWER = 'answer';

/** Who or what was asked about, as a difference names its record and its person. */
const namesOf = (subjects: Subjects, at: number): Pick<JudgedDifference, 'record' | 'recordId'> | null => {
  if (subjects.of === 'people') {
    const person = subjects.people[at];
    return person === undefined ? null : { record: ANSWER, recordId: person.id };
  }
  const place = subjects.places[at];
  return place === undefined
    ? null
    : { record: [ANSWER, place.organisation, place.ward ?? ''].join('|'), recordId: null };
};

/**
 * Of whom the candidate itself says that it left something out, where the control told all: with it live, readers would
 * see `PARTIAL` where they see a whole answer now, however alike the records are that both tell. Where the control found
 * somebody, a record that the candidate has not, or holds in doubt, is a difference of its own.
 */
export const leftOut = (
  subjects: Subjects,
  control: Side,
  candidate: Side,
  doubts: Doubts,
): readonly JudgedDifference[] =>
  candidate.flatMap((answer, at) => {
    const told = control[at];
    if (answer.kind === 'failed' || saysAll(answer) || told === undefined || !saysAll(told)) return [];
    const names = namesOf(subjects, at);
    if (names === null) return [];
    const isInDoubt = names.recordId !== null && doubts.has(names.recordId);
    if (told.kind === 'found' && (answer.kind === 'absent' || isInDoubt)) return [];
    const codes = [...new Set(answer.warnings.map(({ code }) => code))].sort();
    return [
      {
        ...{ capability: subjects.capability, ...names, field: 'complete', severity: 'major', kind: 'value' },
        ...{ before: WHOLE, after: codes.join(', ') || 'not complete', ignoredBy: null },
      } as const,
    ];
  });
