import type { Difference, Severity } from '../../schema/difference';
import { benignNameOf } from './benign-differences';
import type { CanonicalRecord } from './canonical-record';
import { bySeverity, pairing, type ComparedPair } from './compare-records';
import { IGNORE_RULES } from './ignore-rules';
import { namedAlike } from './named-alike';
import { leavesOf } from './normalise';
import { atOnce, eachInPieces, type InPieces } from './pieces';

/** Which side says it: both, otherwise; or one alone. */
export type DifferenceKind = 'value' | 'only-control' | 'only-candidate';

/** A difference, and the rule by which it is none to speak of. */
export interface JudgedDifference extends Difference {
  readonly kind: DifferenceKind;
  readonly ignoredBy: string | null;
}

export interface Judgement {
  /** Records of either side, each once. */
  readonly records: number;
  /** Of these, records with a difference that no rule ignores; and those with a critical or major one. */
  readonly mismatched: number;
  readonly severe: number;
  /** Most severe first, ignored ones behind. */
  readonly differences: readonly JudgedDifference[];
}

export interface Between {
  /** Kinds of system: `pas`, `nervecentre`. */
  readonly control: string;
  readonly candidate: string;
  /**
   * Of whom a record is (null of nobody). False where the control itself said that something is missing: what the
   * candidate has beyond it is not held against it.
   */
  controlToldAll(recordId: string | null): boolean;
}

/** Most severe first, ignored ones behind. */
export const gravestFirst = (a: JudgedDifference, b: JudgedDifference): number =>
  Number(a.ignoredBy !== null) - Number(b.ignoredBy !== null) || bySeverity(a, b);

const SEVERE: readonly Severity[] = ['critical', 'major'];

const kindOf = ({ before, after }: Difference): DifferenceKind =>
  before === null ? 'only-candidate' : after === null ? 'only-control' : 'value';

const judgePair = (pair: ComparedPair, between: Between): readonly JudgedDifference[] =>
  pair.differences.map((difference) => {
    const kind = kindOf(difference);
    const isAlone = difference.field === '' && kind === 'only-candidate';
    const beyond = isAlone && !between.controlToldAll(difference.recordId);
    const judged = { difference, control: pair.before, candidate: pair.after };
    const ignoredBy = beyond
      ? 'control-incomplete'
      : (benignNameOf({ ...difference, kind }, between) ??
        IGNORE_RULES.find((rule) => rule.ignores(judged))?.name ??
        null);
    return { ...difference, kind, ignoredBy };
  });

/**
 * What control and candidate do not agree on, with the rule that ignores it where one does. Both sides name a record by
 * its business key, or, where keys are a system's own, by what it says (`named-alike.ts`). Pure. A person's record may be
 * long: between its pieces others may go on.
 */
export function* judging(
  control: readonly CanonicalRecord[],
  candidate: readonly CanonicalRecord[],
  between: Between,
): InPieces<Judgement> {
  // Taken apart here, piece by piece, and remembered: naming them alike looks at all of them at once.
  yield* eachInPieces([...control, ...candidate], ({ record }) => leavesOf(record));
  const named = namedAlike(control, candidate);
  const pairs: (readonly JudgedDifference[])[] = [];
  yield* eachInPieces(yield* pairing(named.control, named.candidate), (pair) => pairs.push(judgePair(pair, between)));
  const open = pairs.map((differences) => differences.filter(({ ignoredBy }) => ignoredBy === null));
  return {
    records: pairs.length,
    mismatched: open.filter((differences) => differences.length > 0).length,
    severe: open.filter((differences) => differences.some(({ severity }) => SEVERE.includes(severity))).length,
    differences: pairs.flat().sort(gravestFirst),
  };
}

/** {@link judging}, without giving way to anybody. */
export const judge = (
  control: readonly CanonicalRecord[],
  candidate: readonly CanonicalRecord[],
  between: Between,
): Judgement => atOnce(judging(control, candidate, between));
