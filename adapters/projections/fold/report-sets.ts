import type { ReportedSet } from '../../../schema/events';
import { PROVISIONAL } from './report-parts';
import type { ReportTold, Version } from './report-parts';

const setsOf = ({ told: { event } }: Version<ReportTold>): readonly ReportedSet[] =>
  event.kind === 'lab-reported' ? (event.sets ?? []) : [];

const isBare = ({ lines }: ReportedSet): boolean => lines.length === 0;

/** Whether all that is now said of a line's set is that no result of it can be had (OBR-25 X). */
export const cancelsSetOf = (line: string, next: Version<ReportTold>, current: Version<ReportTold>): boolean => {
  const own = setsOf(current).find(({ lines }) => lines.includes(line));
  return setsOf(next).some((set) => set.key === own?.key && isBare(set) && set.status === 'cancelled');
};

/** Whether a set that was settled without a line, by its word alone, is pending again. */
export const opensBareSet = (next: Version<ReportTold>, current: Version<ReportTold>): boolean =>
  setsOf(current).some(
    (set) =>
      isBare(set) &&
      !PROVISIONAL.has(set.status) &&
      setsOf(next).some(({ key, status }) => key === set.key && PROVISIONAL.has(status)),
  );
