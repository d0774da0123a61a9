import type { ReportStatus } from '../../../schema/clinical/pathology';
import type { EventOf, Told } from './told';

export type LabTold = Told<EventOf<'lab-reported'>>;
export type ImagingTold = Told<EventOf<'imaging-reported'>>;
export type ReportTold = LabTold | ImagingTold;

/** What may be overtaken by something better, and so never overtakes it. */
export const PROVISIONAL: ReadonlySet<ReportStatus> = new Set<ReportStatus>([
  'registered',
  'partial',
  'preliminary',
  'unknown',
]);

export const statusOf = (event: ReportTold['event']): ReportStatus =>
  event.retracted ? 'entered-in-error' : event.status;

/** What one message says of a report, and of each of its parts: a laboratory's lines, the examinations of a visit. */
export interface Version<T extends ReportTold> {
  readonly told: T;
  readonly parts: ReadonlyMap<string, ReportStatus>;
}

/** A report's word governs its lines, where it is one word for all; that a line is withdrawn it cannot take back. */
const governed = (report: ReportStatus, line: ReportStatus): ReportStatus => {
  switch (report) {
    case 'partial':
    case 'unknown':
      return line;
    case 'registered':
    case 'preliminary':
    case 'cancelled':
      return line === 'entered-in-error' ? line : report;
    case 'final':
    case 'amended':
    case 'corrected':
      return PROVISIONAL.has(line) ? report : line;
    case 'entered-in-error':
      return report;
  }
};

type Part = readonly [key: string, status: ReportStatus];

/** One line told twice is two. */
const byKey = (parts: readonly Part[]): ReadonlyMap<string, ReportStatus> => {
  const times = new Map<string, number>();
  return new Map(
    parts.map(([key, status]): Part => {
      const time = (times.get(key) ?? 0) + 1;
      times.set(key, time);
      return [time === 1 ? key : `${key}#${time}`, status];
    }),
  );
};

/** What one message of a laboratory says of a report. */
export const versionOf = (told: LabTold): Version<LabTold> => {
  const { results } = told.event;
  return { told, parts: byKey(results.map(({ key, status }): Part => [key, governed(statusOf(told.event), status)])) };
};
