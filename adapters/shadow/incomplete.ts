import type { Answer } from '../../schema/answer';
import type { JudgedDifference } from '../comparison';
import type { Subjects } from './asked';
import type { Doubts } from './in-doubt';

type Side = readonly Answer<unknown>[];

/** As the control's side of such a difference says it; the candidate's names its warnings. */
const WHOLE = 'complete';

const isWhole = (answer: Answer<unknown> | undefined): boolean =>
  answer !== undefined && answer.kind !== 'failed' && (answer.kind === 'absent' || answer.complete);

/** Who or what was asked about, as a difference names its record and its person. */
const namesOf = (subjects: Subjects, at: number): Pick<JudgedDifference, 'record' | 'recordId'> | null => {
  if (subjects.of === 'people') {
    const person = subjects.people[at];
    return person === undefined ? null : { record: person.id, recordId: person.id };
  }
  const place = subjects.places[at];
  return place === undefined ? null : { record: [place.organisation, place.ward ?? ''].join('|'), recordId: null };
};

/**
 * Of whom the candidate itself says that it left something out, where the control told all: with it live, readers would
 * see `PARTIAL` where they see a whole answer now, however alike the records are that both tell. Who is in doubt has a
 * difference of that name already.
 */
export const leftOut = (
  subjects: Subjects,
  control: Side,
  candidate: Side,
  doubts: Doubts,
): readonly JudgedDifference[] =>
  candidate.flatMap((answer, at) => {
    if (answer.kind !== 'found' || answer.complete || !isWhole(control[at])) return [];
    const names = namesOf(subjects, at);
    if (names === null || (names.recordId !== null && doubts.has(names.recordId))) return [];
    const codes = [...new Set(answer.warnings.map(({ code }) => code))].sort();
    return [
      {
        ...{ capability: subjects.capability, ...names, field: 'complete', severity: 'major', kind: 'value' },
        ...{ before: WHOLE, after: codes.join(', ') || 'not complete', ignoredBy: null },
      } as const,
    ];
  });
