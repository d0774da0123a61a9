import { canonical } from '../../../schema/canonical';
import type { ReportStatus } from '../../../schema/clinical/pathology';
import { PROVISIONAL, statusOf } from './report-parts';
import type { ReportTold, Version } from './report-parts';
import { cancelsSetOf, opensBareSet } from './report-sets';

export { statusOf };

/** What stands as it was said, with a value to read. */
const VALUED: ReadonlySet<ReportStatus> = new Set<ReportStatus>(['final', 'amended', 'corrected']);

/** That a result cannot be had is as settled as a result (HL7 table 0085, X). */
const SETTLED: ReadonlySet<ReportStatus> = new Set<ReportStatus>([...VALUED, 'cancelled', 'entered-in-error']);

const GONE: ReadonlySet<ReportStatus> = new Set<ReportStatus>(['cancelled', 'entered-in-error']);

const isOpened = (current: ReportStatus, next: ReportStatus | undefined): boolean =>
  next !== undefined && PROVISIONAL.has(next) && SETTLED.has(current);

/**
 * Nothing of a settled report is settled any more, or not every part of it: one is pending again, or its value is said no
 * more. What has no value, withdrawn or never to be had, may be left out.
 */
const takesBack = (next: Version<ReportTold>, current: Version<ReportTold>): boolean =>
  (SETTLED.has(statusOf(current.told.event)) && ![...next.parts.values()].some((status) => SETTLED.has(status))) ||
  [...current.parts].some(([key, status]) =>
    next.parts.has(key)
      ? status !== 'cancelled' && isOpened(status, next.parts.get(key))
      : VALUED.has(status) && !cancelsSetOf(key, next, current),
  );

/** Opens what could not be had, and has no result that was not there before: a test done after all would have one. */
const onlyOpens = (next: Version<ReportTold>, current: Version<ReportTold>): boolean =>
  (opensBareSet(next, current) ||
    [...current.parts].some(([key, status]) => status === 'cancelled' && isOpened(status, next.parts.get(key)))) &&
  ![...next.parts].some(([key, status]) => VALUED.has(status) && !VALUED.has(current.parts.get(key) ?? 'unknown'));

/** Corrects or withdraws what was not so before. No message that was overtaken on its way does that. */
const isNews = (next: Version<ReportTold>, current: Version<ReportTold>): boolean =>
  [...next.parts].some(
    ([key, status]) => (status === 'corrected' || status === 'entered-in-error') && current.parts.get(key) !== status,
  );

const overtakes = (next: Version<ReportTold>, current: Version<ReportTold>): boolean =>
  !PROVISIONAL.has(statusOf(next.told.event)) ||
  isNews(next, current) ||
  !(takesBack(next, current) || onlyOpens(next, current));

const content = ({ told, parts }: Version<ReportTold>): string =>
  canonical({ ...told.event, recordId: null, occurredAt: null, parts: [...parts] });

/**
 * The versions of one report that count, oldest first, after one more was told; the last one stands. Null where it counts
 * for nothing. The latest arrival wins, whatever times it carries (a laboratory's clock is not the order of its
 * corrections), except that a preliminary never replaces a final. Where a report is provisional only in part (a set is
 * pending beside others), that is judged part by part: it is left out when it takes back a part that is settled, unless
 * it also corrects or withdraws one, for then it cannot be late. The same content sent again is the same version.
 */
export const withNext = <T extends ReportTold>(
  versions: readonly Version<T>[],
  next: Version<T>,
): readonly Version<T>[] | null => {
  const current = versions.at(-1);
  if (current === undefined) return [next];
  if (!overtakes(next, current)) return null;
  return content(next) === content(current) ? versions : [...versions, next];
};

/** What is withdrawn, or cannot be had, says nothing of anybody. */
export const saysSomething = ({ told: { event }, parts }: Version<ReportTold>): boolean =>
  !GONE.has(statusOf(event)) && (parts.size === 0 || [...parts.values()].some((status) => !GONE.has(status)));

/**
 * Whether a report told of one person takes the place of what was told under its number of another. A preliminary that
 * comes after a final may have been overtaken on its way, here as under one person; a value of its own is no preliminary.
 */
export const takesFrom = (next: Version<ReportTold>, other: Version<ReportTold>): boolean =>
  overtakes(next, other) || [...next.parts.values()].some((status) => VALUED.has(status));

/** As it stands once it is withdrawn by the message that told it of somebody else. */
export const withdrawnBy = <T extends ReportTold>(current: Version<T>, by: T): Version<T> => {
  const { seq, idx, messageId } = by;
  const { occurredAt } = by.event;
  return {
    told: { ...current.told, seq, idx, messageId, event: { ...current.told.event, occurredAt, retracted: true } },
    parts: new Map([...current.parts.keys()].map((key) => [key, 'entered-in-error'])),
  };
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
