import type { ReportStatus } from '../../../schema/clinical/pathology';
import { joinExaminations } from './report-examinations';
import { byArrival } from './told';
import type { EventOf, Told } from './told';

type LabTold = Told<EventOf<'lab-reported'>>;
type ImagingTold = Told<EventOf<'imaging-reported'>>;
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

const partsOf = ({ event }: ReportTold): readonly Part[] => {
  switch (event.kind) {
    case 'lab-reported':
      return event.results.map(({ key, status }): Part => [key, governed(statusOf(event), status)]);
    case 'imaging-reported':
      return [[event.code.codings[0]?.code ?? event.code.text, statusOf(event)]];
  }
};

/** One examination done twice is two. */
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

const isImaging = (event: ReportTold['event']): event is ImagingTold['event'] => event.kind === 'imaging-reported';

const joined = <T extends ReportTold>(first: T, all: readonly T[]): T => {
  const examinations = all.map(({ event }) => event).filter(isImaging);
  return examinations.length < 2 ? first : { ...first, event: { ...first.event, ...joinExaminations(examinations) } };
};

const versionOf = <T extends ReportTold>(first: T, ...more: readonly T[]): Version<T> => {
  const all = [first, ...more];
  return { told: joined(first, all), parts: byKey(all.flatMap(partsOf)) };
};

/** In order of arrival. The examinations that one message tells of are one version. */
export const versionsTold = <T extends ReportTold>(told: readonly T[]): readonly Version<T>[] => {
  const messages = new Map<string, [T, ...T[]]>();
  for (const one of [...told].sort(byArrival)) {
    const key = isImaging(one.event) ? `${one.seq}` : `${one.seq}.${one.idx}`;
    const message = messages.get(key);
    if (message === undefined) messages.set(key, [one]);
    else message.push(one);
  }
  return [...messages.values()].map((message) => versionOf(...message));
};
