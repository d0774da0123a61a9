import { firstMomentOf, lastMomentOf } from '../../schema/time';
import type { DateRange } from '../../schema/time';
import { atLatest } from '../windows';
import type { ResultLine } from './result';

/** When the specimen of a line was taken, at the earliest and at the latest: one moment, unless a date alone was told. */
export interface Taken {
  readonly first: string;
  readonly last: string;
}

/** Until it is said when the specimen was taken, when the report was issued; it was taken before that, whatever its day. */
export const takenOf = ({ report: { collected, collectedDate, issued } }: ResultLine): Taken => {
  const moment = collected ?? (collectedDate === undefined ? issued : undefined);
  if (moment !== undefined) return { first: moment, last: moment };
  const first = firstMomentOf(collectedDate ?? '') ?? issued;
  const last = lastMomentOf(collectedDate ?? '') ?? issued;
  return { first, last: issued > first && issued < last ? issued : last };
};

/** Whether it was taken in the window, or may have been. */
export const isTakenIn = (window: DateRange, line: ResultLine): boolean => {
  const { first, last } = takenOf(line);
  return atLatest(last) >= window.from && first < window.to;
};

/** The newest of some results of one test, and whichever else may be newer, since nobody told their time of day: one at most. */
export const newestOf = (lines: readonly ResultLine[]): readonly ResultLine[] => {
  const newest = (some: readonly ResultLine[]): ResultLine | undefined =>
    some.reduce<ResultLine | undefined>(
      (known, line) => (known === undefined || takenOf(known).last < takenOf(line).last ? line : known),
      undefined,
    );
  const isTimed = (line: ResultLine): boolean => takenOf(line).first === takenOf(line).last;
  const timed = newest(lines.filter(isTimed));
  const dated = newest(lines.filter((line) => !isTimed(line)));
  if (timed === undefined || dated === undefined) return [timed ?? dated].filter((line) => line !== undefined);
  if (takenOf(timed).first > takenOf(dated).last) return [timed];
  return takenOf(timed).first < takenOf(dated).first ? [dated] : [timed, dated];
};
