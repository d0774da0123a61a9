import type { ReportStatus } from '../../../schema/clinical/pathology';
import { PROVISIONAL, statusOf, versionsTold } from './report-parts';
import type { ReportTold, Version } from './report-parts';
import { canonical } from './told';

export { statusOf };

const SETTLED: ReadonlySet<ReportStatus> = new Set<ReportStatus>(['final', 'amended', 'corrected', 'entered-in-error']);

/** May a report of status `next`, arriving later, stand in the place of `current`, for all that their words tell? */
export const replaces = (next: ReportStatus, current: ReportStatus): boolean =>
  !(PROVISIONAL.has(next) && SETTLED.has(current));

/** A value that is settled and said no more is taken back as well; a withdrawn part, left out, stays withdrawn. */
const goesBack = (current: ReportStatus, next: ReportStatus | undefined): boolean =>
  next === undefined ? current !== 'entered-in-error' && SETTLED.has(current) : !replaces(next, current);

/** Nothing of a settled report is settled any more, or not every part of it. */
const takesBack = (next: Version<ReportTold>, current: Version<ReportTold>): boolean =>
  (SETTLED.has(statusOf(current.told.event)) && ![...next.parts.values()].some((status) => SETTLED.has(status))) ||
  [...current.parts].some(([key, status]) => goesBack(status, next.parts.get(key)));

/** Corrects or withdraws what was not so before. No message that was overtaken on its way does that. */
const isNews = (next: Version<ReportTold>, current: Version<ReportTold>): boolean =>
  [...next.parts].some(
    ([key, status]) => (status === 'corrected' || status === 'entered-in-error') && current.parts.get(key) !== status,
  );

const overtakes = (next: Version<ReportTold>, current: Version<ReportTold>): boolean =>
  !PROVISIONAL.has(statusOf(next.told.event)) || isNews(next, current) || !takesBack(next, current);

const content = ({ told, parts }: Version<ReportTold>): string =>
  canonical({ ...told.event, occurredAt: null, parts: [...parts] });

/**
 * The versions of one report that count, oldest first; the last one stands. The latest arrival wins, whatever times it
 * carries (a laboratory's clock is not the order of its corrections), except that a preliminary never replaces a final.
 * Where a report is provisional only in part (a set is pending beside others), that is judged part by part: it is left
 * out when it takes back a part that is settled, unless it also corrects or withdraws one, for then it cannot be late.
 * The same content sent again is the same version.
 */
export const versionsOf = <T extends ReportTold>(told: readonly T[]): readonly Version<T>[] => {
  const versions: Version<T>[] = [];
  for (const next of versionsTold(told)) {
    const current = versions.at(-1);
    if (current === undefined || (overtakes(next, current) && content(next) !== content(current))) versions.push(next);
  }
  return versions;
};

/** Where in the versions the last retraction stands: what it and everything before it said is shown no more. */
export const lastRetraction = (versions: readonly Version<ReportTold>[]): number =>
  versions.findLastIndex(({ told }) => told.event.retracted);

/** Parts that were withdrawn after this version: what it said of them is shown no more, whatever came since. */
export const withdrawnAfter = (versions: readonly Version<ReportTold>[], at: number): ReadonlySet<string> =>
  new Set(
    versions
      .slice(at + 1)
      .flatMap(({ parts }) => [...parts].flatMap(([key, status]) => (status === 'entered-in-error' ? [key] : []))),
  );
