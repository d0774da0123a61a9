import type { ReportStatus } from '../../../schema/clinical/pathology';
import { byArrival, canonical } from './told';
import type { EventOf, Told } from './told';

type ReportTold = Told<EventOf<'lab-reported'>> | Told<EventOf<'imaging-reported'>>;

/** What may be overtaken by something better, and so never overtakes it. */
const PROVISIONAL: ReadonlySet<ReportStatus> = new Set<ReportStatus>([
  'registered',
  'partial',
  'preliminary',
  'unknown',
]);
const SETTLED: ReadonlySet<ReportStatus> = new Set<ReportStatus>(['final', 'amended', 'corrected', 'entered-in-error']);

export const statusOf = (event: ReportTold['event']): ReportStatus =>
  event.retracted ? 'entered-in-error' : event.status;

/** May a report of status `next`, arriving later, stand in the place of `current`? */
export const replaces = (next: ReportStatus, current: ReportStatus): boolean =>
  !(PROVISIONAL.has(next) && SETTLED.has(current));

const content = (told: ReportTold): string => canonical({ ...told.event, occurredAt: null });

/**
 * The versions of one report that count, oldest first; the last one stands. The latest arrival wins, whatever times it
 * carries (a laboratory's clock is not the order of its corrections), except that a preliminary never replaces a final.
 * The same content sent again is the same version.
 */
export const versionsOf = <T extends ReportTold>(told: readonly T[]): readonly T[] => {
  const versions: T[] = [];
  for (const next of [...told].sort(byArrival)) {
    const current = versions.at(-1);
    const counts =
      current === undefined ||
      (replaces(statusOf(next.event), statusOf(current.event)) && content(next) !== content(current));
    if (counts) versions.push(next);
  }
  return versions;
};

/** Where in the versions the last retraction stands: what it and everything before it said is shown no more. */
export const lastRetraction = (versions: readonly ReportTold[]): number =>
  versions.findLastIndex((version) => version.event.retracted);
