import type { Answer } from '../../schema/answer';
import type { Ask } from '../../schema/capabilities';
import type { Demographics, PersonIdentity } from '../../schema/clinical/person';
import { instanceParts } from '../../schema/identifiers';
import type { ComparisonOrigin } from '../../schema/migration/evidence';
import {
  gravest,
  gravestFirst,
  judging,
  leavesOf,
  type Between,
  type CanonicalRecord,
  type JudgedDifference,
} from '../comparison';
import type { IdentityIndex } from '../identity';
import type { AskSystem, SystemAnswers } from './ask-system';
import { subjectsAt, type Subjects } from './asked';
import { canonical, type Canonical } from './canonical';
import type { Found, FoundDifference } from './found';
import { doubtsIn, namedByDoubt, withDoubts } from './in-doubt';
import { inPieces } from './in-pieces';
import { leftOut } from './incomplete';
import { occupantsOf, visitsOf } from './occupants';
import type { ComparedRoute } from './route';

export interface CompareMeans {
  readonly index: Pick<IdentityIndex, 'bySubjects'>;
  readonly askSystem: AskSystem;
}

/** Both sides' answers about the same subjects. */
export interface BothSides {
  readonly route: ComparedRoute;
  readonly origin: ComparisonOrigin;
  readonly rehearsal: number | null;
  readonly subjects: Subjects;
  readonly control: SystemAnswers;
  readonly candidate: SystemAnswers;
  readonly ask: Ask;
}

type Side = readonly Answer<unknown>[];

const isFailed = (answer: Answer<unknown> | undefined): boolean => answer === undefined || answer.kind === 'failed';

const leavesOut = (answer: Answer<unknown>): boolean => answer.kind === 'found' && !answer.complete;

/** Of people each by themselves; a place's record may stand at another place there, so of places all together. */
const toldAll = (subjects: Subjects, control: Side): Between['controlToldAll'] => {
  const lacking = control.flatMap((answer, at) => (leavesOut(answer) ? [at] : []));
  if (subjects.of === 'places') return () => lacking.length === 0;
  const people = new Set<string | undefined>(lacking.map((at) => subjects.people[at]?.id));
  return (recordId) => recordId === null || !people.has(recordId);
};

/** Of the person, or of this one record, which is then no planner's to open either. */
const saysRestricted = ({ record }: CanonicalRecord): boolean => {
  const { restricted, source } = record as Partial<Demographics>;
  return restricted === true || source?.securityLabels !== undefined;
};

/** Everybody on either side; restricted is whom the index or any record of either side calls so. */
const peopleOf = (...sides: readonly Canonical[]): ReadonlyMap<string, PersonIdentity> => {
  const flagged = new Set(
    sides.flatMap(({ records }) => records.filter(saysRestricted).map(({ recordId }) => recordId)),
  );
  return new Map(
    sides.flatMap(({ people }) =>
      [...people].map(([id, person]) => [id, flagged.has(id) ? { ...person, restricted: true } : person]),
    ),
  );
};

type About = (difference: JudgedDifference) => readonly (PersonIdentity | null)[];

/** The persons that a difference names: its record's, and on a wrong-person difference both. */
const aboutOf =
  (people: ReadonlyMap<string, PersonIdentity>): About =>
  ({ field, recordId, before, after }) => {
    const ids = field === 'subject' ? [before, after] : [recordId];
    return ids.flatMap((id) => (id === null ? [] : [people.get(id) ?? null]));
  };

const aboutBeds = async (sides: BothSides, control: Side, candidate: Side, means: CompareMeans): Promise<About> => {
  const { route, subjects } = sides;
  if (subjects.of !== 'places') return () => [];
  const beds = [visitsOf(control), visitsOf(candidate)];
  const occupants = await occupantsOf(subjects.places, [route.control, route.candidate], { ...means, ask: sides.ask });
  return ({ record }) =>
    beds.flatMap((visits) => {
      const visit = visits.get(record);
      return visit === undefined ? [] : (occupants.get(visit) ?? [null]);
    });
};

/** What the control says in one field of the record that a difference is of. */
const saysOf = (records: readonly CanonicalRecord[], { recordId }: JudgedDifference, field: string): string | null => {
  const record = records.find((each) => each.recordId === recordId)?.record;
  return record === undefined ? null : (leavesOf(record).get(field) ?? null);
};

const compared = async (sides: BothSides, at: readonly number[], means: CompareMeans): Promise<Found | null> => {
  const subjects = subjectsAt(sides.subjects, at);
  const of = (side: SystemAnswers): Side => at.flatMap((position) => side.answers[position] ?? []);
  const [control, candidate] = [of(sides.control), of(sides.candidate)];
  const [one, other]: readonly Canonical[] = await Promise.all(
    [control, candidate].map((side) => canonical(subjects, side, means.index)),
  );
  if (one === undefined || other === undefined) return null;
  const doubts = doubtsIn(subjects, candidate);
  const between = {
    control: instanceParts(sides.route.control).system,
    candidate: instanceParts(sides.route.candidate).system,
    controlToldAll: toldAll(subjects, control),
  };
  const found = await inPieces(judging(one.records, withDoubts(other, doubts).records, between));
  const incomplete = leftOut(subjects, control, candidate, doubts);
  const judged = {
    records: found.records + incomplete.length,
    mismatched: found.mismatched + incomplete.length,
    severe: found.severe + incomplete.length,
    differences: [
      ...incomplete,
      ...found.differences.map((difference) =>
        namedByDoubt(difference, doubts, (field) => saysOf(one.records, difference, field)),
      ),
    ].sort(gravestFirst),
  };
  const open = judged.differences.filter(({ ignoredBy }) => ignoredBy === null);
  const about =
    subjects.capability === 'bed-state' && judged.differences.length > 0
      ? await aboutBeds({ ...sides, subjects }, control, candidate, means)
      : aboutOf(peopleOf(one, other));
  const { records, mismatched, severe } = judged;
  return {
    ...base(sides, at),
    ...{ records, mismatched, severe },
    outcome: open.length > 0 ? 'mismatched' : judged.differences.length > 0 ? 'ignored' : 'matched',
    severity: open.length > 0 ? gravest(open.map(({ severity }) => severity)) : null,
    differences: judged.differences.map((difference): FoundDifference => ({ ...difference, about: about(difference) })),
  };
};

const base = ({ route, origin, rehearsal, control, candidate }: BothSides, at: readonly number[]) => ({
  ...{ route, origin, rehearsal, at, records: 0, mismatched: 0, severe: 0, severity: null, differences: [] },
  ...{ controlMs: Math.round(control.ms), candidateMs: Math.round(candidate.ms) },
});

/** Of whom the candidate could not be asked nothing that the control tells is agreed: each record is a mismatch. */
const unanswered = async (sides: BothSides, at: readonly number[], means: CompareMeans): Promise<Found> => {
  const control = at.flatMap((position) => sides.control.answers[position] ?? []);
  const { records } = await canonical(subjectsAt(sides.subjects, at), control, means.index);
  return { ...base(sides, at), outcome: 'candidate-failed', records: records.length, mismatched: records.length };
};

/**
 * What two systems' answers came to: one finding for the subjects that both answered, one for those the candidate failed,
 * one for those the control failed. A failing control says nothing.
 */
export const compareAnswers = async (sides: BothSides, means: CompareMeans): Promise<readonly Found[]> => {
  const positions = sides.control.answers.map((_, at) => at);
  const noControl = positions.filter((at) => isFailed(sides.control.answers[at]));
  const noCandidate = positions.filter(
    (at) => !isFailed(sides.control.answers[at]) && isFailed(sides.candidate.answers[at]),
  );
  const answered = positions.filter((at) => !noControl.includes(at) && !noCandidate.includes(at));
  const judged = answered.length > 0 ? await compared(sides, answered, means) : null;
  return [
    ...(judged ? [judged] : []),
    ...(noCandidate.length > 0 ? [await unanswered(sides, noCandidate, means)] : []),
    ...(noControl.length > 0 ? [{ ...base(sides, noControl), outcome: 'control-failed' as const }] : []),
  ];
};
