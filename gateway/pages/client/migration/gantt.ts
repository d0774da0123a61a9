import type { Phase } from './answers';
import { partialWords, spoken } from './words';

/** One phase on the axis, in milliseconds. `sure` is false where only a year or a month is known. */
export interface Bar {
  readonly phase: string;
  readonly from: number;
  readonly to: number;
  readonly sure: boolean;
}

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly years: readonly number[];
}

type Told = 'plannedFrom' | 'actualFrom';

const startOf = (date: string): number => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return Date.UTC(year, month - 1, day);
};

/** The end of the year, month or day that a date names: before then, nobody can say that it has passed. */
const endOf = (date: string): number => {
  const [year = 0, month, day] = date.split('-').map(Number);
  if (month === undefined) return Date.UTC(year + 1, 0, 1);
  return day === undefined ? Date.UTC(year, month, 1) : Date.UTC(year, month - 1, day + 1);
};

const told = (phases: readonly Phase[], which: Told): { readonly phase: string; readonly date: string }[] =>
  phases
    .flatMap(({ phase, [which]: date }) => (date === null ? [] : [{ phase, date }]))
    .sort((one, other) => startOf(one.date) - startOf(other.date));

export const hasDates = (phases: readonly Phase[]): boolean =>
  phases.some(({ plannedFrom, actualFrom }) => plannedFrom !== null || actualFrom !== null);

/** The years that hold every date and today. */
export const axisOf = (all: readonly (readonly Phase[])[], now: number): Axis => {
  const starts = all.flatMap((phases) =>
    [...told(phases, 'plannedFrom'), ...told(phases, 'actualFrom')].map(({ date }) => startOf(date)),
  );
  const yearOf = (millis: number): number => new Date(millis).getUTCFullYear();
  const first = yearOf(Math.min(now, ...starts));
  const last = yearOf(Math.max(now, ...starts)) + 1;
  return {
    from: Date.UTC(first, 0, 1),
    to: Date.UTC(last, 0, 1),
    years: Array.from({ length: last - first }, (_each, index) => first + index),
  };
};

/** Where a moment lies on the axis, in per cent. */
export const placeOn = ({ from, to }: Axis, millis: number): number =>
  Math.min(100, Math.max(0, ((millis - from) / (to - from)) * 100));

/** Each phase until the next begins; the last one until the axis ends, or, of what has happened, until today. */
export const barsOf = (phases: readonly Phase[], which: Told, axis: Axis, now: number): readonly Bar[] => {
  const known = told(phases, which);
  const end = which === 'actualFrom' ? now : axis.to;
  return known.map(({ phase, date }, index) => {
    const next = known[index + 1];
    const from = startOf(date);
    return { phase, from, to: Math.max(from, next ? startOf(next.date) : end), sure: date.length === 10 };
  });
};

/** The phases in words, as a reader would say them. */
export const phaseWords = (phases: readonly Phase[], which: Told): string => {
  const known = told(phases, which);
  return known.length === 0
    ? 'nothing recorded'
    : known.map(({ phase, date }) => `${spoken(phase).toLowerCase()} ${partialWords(date)}`).join(', ');
};

/** Steps of the plan whose time is over and of which no beginning is recorded. */
export const overdue = (phases: readonly Phase[], now: number): readonly Phase[] =>
  phases.filter(
    ({ phase, plannedFrom, actualFrom }) =>
      ['REPLACING', 'DECOMMISSIONED'].includes(phase) &&
      plannedFrom !== null &&
      actualFrom === null &&
      endOf(plannedFrom) <= now,
  );
