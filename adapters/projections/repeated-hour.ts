import type { Warning } from '../../schema/answer';
import type { Encounter } from '../../schema/clinical/encounter';
import type { ImagingReport } from '../../schema/clinical/imaging';
import type { LabReport, Order } from '../../schema/clinical/pathology';
import type { Demographics } from '../../schema/clinical/person';
import type { Appointment } from '../../schema/clinical/scheduling';
import type { AllergyIntolerance } from '../../schema/clinical/care-record';
import type { Period } from '../../schema/clinical/values';
import { HOUR, plus, sameWallLater } from '../../schema/time';
import type { Instant } from '../../schema/time';
import type { KeptSource } from './fold/row';
import type { ProjectedKind, ReadOptions } from './reader';

/**
 * In October's repeated hour a sender's wall time names two moments. It is read as the earlier one, unless the message
 * itself tells that it was the later; so whatever stands in the earlier hour may have happened an hour after.
 */
export const HOUR_REPEATED: Warning = {
  code: 'HOUR_REPEATED',
  text: 'A time lies in the hour that October repeats, and its sender did not say in which of the two: it may be an hour later.',
};

type Times = readonly (string | undefined)[];
type Kept<T> = Omit<T, 'source'>;

const ofPeriod = ({ start, end }: Period): Times => [start, end];

const ofStay = ({ period, place, previousPlaces }: Kept<Encounter>): Times =>
  [period, ...(place ? [place.period] : []), ...previousPlaces.map((one) => one.period)].flatMap(ofPeriod);

const ofLabReport = ({ issued, collected, results, previous }: Kept<LabReport>): Times => [
  ...[issued, collected, ...results.map((line) => line.issued)],
  ...previous.flatMap((version) => [version.issued, ...version.results.map((line) => line.issued)]),
];

/** Every time of a record that the graph shows and a sender wrote. */
const timesOf = (kind: ProjectedKind, record: unknown): Times => {
  switch (kind) {
    case 'demographics':
      return [(record as Demographics).deceasedAt];
    case 'encounters':
      return ofStay(record as Encounter);
    case 'allergies':
      return [(record as AllergyIntolerance).recordedDate];
    case 'appointments':
      return ofPeriod(record as Appointment);
    case 'lab-reports':
      return ofLabReport(record as LabReport);
    case 'imaging-reports': {
      const { issued, previous } = record as ImagingReport;
      return [issued, ...previous.map((version) => version.issued)];
    }
    case 'lab-orders':
    case 'imaging-orders':
      return [(record as Order).orderedAt];
    case 'discharge-readiness':
    case 'waiting-list':
    case 'wards':
    case 'beds':
      return [];
  }
};

const isEither = (time: string | undefined): boolean => time !== undefined && sameWallLater(time as Instant) !== null;

/** Whether a time that a record shows, its own `asOf` among them, may be an hour later than it says. */
export const maybeLater = (kind: ProjectedKind, record: { readonly source: KeptSource }): boolean =>
  isEither(record.source.asOf) || timesOf(kind, record).some(isEither);

/** A window that begins in either of the hours holds what may have happened in it: a critical result must not slip out. */
export const orMaybeLater = (options: ReadOptions): ReadOptions => {
  const { window } = options;
  if (window === undefined) return options;
  const before = plus(window.from, -HOUR);
  return isEither(window.from) || isEither(before) ? { ...options, window: { ...window, from: before } } : options;
};
