import type { Encounter } from '../../schema/clinical/encounter';
import type { Appointment } from '../../schema/clinical/scheduling';
import type { DateRange, Instant } from '../../schema/time';
import { within } from '../windows';

export type Contact = 'NOT_CONTACTED' | 'UNKNOWN' | 'CONTACTED';

/** Booked is not held, and neither is a visit to which nobody came. */
const isHeld = ({ kind, status }: Appointment): boolean =>
  kind === 'community' && (status === 'arrived' || status === 'fulfilled');

/** Somebody came, or they came to somebody. A stay is no contact, however it goes on. */
const isVisit = ({ class: kind, status }: Encounter): boolean =>
  (kind === 'HH' || kind === 'AMB') && (status === 'in-progress' || status === 'finished');

/** When the last contact of the day began; null when there was none in what was told. */
export const lastContact = (
  day: DateRange,
  appointments: readonly Appointment[],
  encounters: readonly Encounter[],
): Instant | null => {
  const begun = [
    ...appointments.filter(isHeld).map(({ start }) => start),
    ...encounters.filter(isVisit).flatMap(({ period }) => period.start ?? []),
  ].filter((start) => within(day, start));
  return begun.sort((a, b) => b.localeCompare(a))[0] ?? null;
};
