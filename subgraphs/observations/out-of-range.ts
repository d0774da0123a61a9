import type { EarlyWarningScore, Observation } from '../../schema/clinical/observation';
import type { CodeableConcept } from '../../schema/clinical/values';
import { newestOfEachCode } from './newest-of-each-code';
import { isStanding } from './standing';

/** v3 ObservationInterpretation: outside the reference range, or abnormal where there is no range. The source's word, never ours. */
const OUTSIDE: ReadonlySet<string> = new Set(['H', 'L', 'HH', 'LL', 'HU', 'LU', 'A', 'AA']);
const INSIDE = 'N';

const marks = (one: { readonly interpretation?: CodeableConcept }): readonly string[] =>
  one.interpretation?.codings.map(({ code }) => code) ?? [];

export const isOutside = (observation: Observation): boolean =>
  [observation, ...observation.components].flatMap(marks).some((mark) => OUTSIDE.has(mark));

const isInside = (observation: Observation): boolean => {
  const { components } = observation;
  return (
    marks(observation).includes(INSIDE) ||
    (components.length > 0 && components.every((one) => marks(one).includes(INSIDE)))
  );
};

/** NEWS2 (RCP 2017, chart 2): an urgent response at 5 in sum, or at 3 in one parameter. Null where the second is not known. */
const isRaised = ({ total, singleThree }: EarlyWarningScore): boolean | null =>
  total >= 5 ? true : (singleThree ?? null);

export type Assessment = 'OUT_OF_RANGE' | 'NOT_ASSESSED' | 'IN_RANGE';

export interface Assessed {
  readonly assessment: Assessment;
  /** The newest standing score. */
  readonly score: EarlyWarningScore | null;
  /** Of the newest standing readings of each code, those outside their range; the newest first. */
  readonly outside: readonly Observation[];
}

/**
 * Where somebody stands by their newest readings. In range only when all was told and every reading is judged: marked so
 * by its source, or no later than a full score. An unmarked reading after the score may be the one that matters.
 */
export const assess = (
  scores: readonly EarlyWarningScore[],
  observations: readonly Observation[],
  allTold: boolean,
): Assessed => {
  const [score = null] = scores.filter(isStanding).sort((a, b) => b.effective.localeCompare(a.effective));
  const readings = newestOfEachCode(observations.filter(isStanding));
  const outside = readings.filter(isOutside).sort((a, b) => b.effective.localeCompare(a.effective));
  const raised = score && isRaised(score);
  const isJudged = (reading: Observation): boolean =>
    isInside(reading) || (score !== null && reading.effective <= score.effective);
  const assessment = (): Assessment => {
    if (raised === true || outside.length > 0) return 'OUT_OF_RANGE';
    const judged = (score === null ? readings.length > 0 : raised === false) && readings.every(isJudged);
    return allTold && judged ? 'IN_RANGE' : 'NOT_ASSESSED';
  };
  return { assessment: assessment(), score, outside };
};
