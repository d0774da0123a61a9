import { dayOf, londonDate } from '../../schema/time';
import type { AppointmentFacts, Patch } from '../../schema/events';
import type { Instant, LocalDate } from '../../schema/time';
import type { FeedProfile } from '../contract';
import type { Segment } from '../wire/hl7v2/message';
import { holds, patchOf, said } from './patch';
import { personLocation } from './pl';
import { consultantOf, specialtyOf } from './stay';
import { instantOfTs, momentOrDayOfTs } from './ts';

export interface OutpatientSegments {
  readonly pv1: Segment;
  readonly pv2?: Segment | undefined;
  readonly zu3?: Segment | undefined;
}

/**
 * ZU3-3, 4, 8, 12 and 13 (ITK): one that holds none of them tells of no attendance. Some senders write `""` into every field
 * that is empty: beside a class (PV1-2) of a stay that is no word of a booking.
 */
export const speaksOfAttendance = (zu3: Segment | undefined, patientClass: string): boolean =>
  zu3 !== undefined &&
  [3, 4, 8, 12, 13].some((field) => (patientClass === '' ? zu3.raw(field) !== '' : holds(zu3, field)));

/** ZU3-3, NHS DD ATTENDED OR DID NOT ATTEND CODE: a patient too late to be seen counts as not attended. */
const ATTENDED: Readonly<Record<string, AppointmentFacts['status']>> = {
  '5': 'fulfilled',
  '6': 'fulfilled',
  '7': 'noshow',
  '3': 'noshow',
  '2': 'cancelled',
  '4': 'cancelled',
};

/**
 * ITK books with A05 and with A04: an A04 says "arrived" only when it comes on the day itself. An A11 takes back an A04
 * (HL7 v2.4 section 3.3.11): a booking for a later day is cancelled by it. Of one made by A05 it says nothing, but that
 * nobody has come.
 */
const statusOfTrigger = (
  trigger: string,
  start: Instant | LocalDate | null | undefined,
  occurredAt: Instant,
): AppointmentFacts['status'] => {
  const later = typeof start === 'string' && dayOf(start) > londonDate(occurredAt);
  switch (trigger) {
    case 'A05':
      return 'booked';
    case 'A04':
      return later ? 'booked' : 'arrived';
    case 'A11':
      return later ? 'cancelled' : undefined;
    case 'A38':
      return 'cancelled';
    default:
      return undefined;
  }
};

/** ZU3-3 as a word of its own: `""` takes back what an earlier one said, and no arrival or cancel beside it. */
export const attendanceSaid = (zu3: Segment | undefined): 'said' | 'deleted' | undefined => {
  const attended = said(zu3, 3, (segment) => ATTENDED[segment.text(3)]);
  return attended === null ? 'deleted' : attended && 'said';
};

/**
 * PV1-44 is the appointment's time; PV2-8 (expected admit) where that is left out. Each deletes what it said itself; a cancel
 * neither, for what is cancelled keeps the time it was to have.
 */
const startOf = (
  { pv1, pv2 }: OutpatientSegments,
  isCancel: boolean,
): Patch<Pick<AppointmentFacts, 'start' | 'expectedStart'>> => {
  const start = said(pv1, 44, (segment) => momentOrDayOfTs(segment.text(44)));
  const expected = said(pv2, 8, (segment) => (segment.text(8).length > 8 ? instantOfTs(segment.text(8)) : undefined));
  return patchOf<Pick<AppointmentFacts, 'start' | 'expectedStart'>>({
    start: start === null && isCancel ? undefined : start,
    expectedStart: typeof start === 'string' || (expected === null && isCancel) ? undefined : expected,
  });
};

/** What PV1, PV2 and ZU3 say of an outpatient booking (ITK books by ADT, not SIU), as a patch. */
export const outpatientFacts = (
  segments: OutpatientSegments,
  trigger: string,
  occurredAt: Instant,
  profile: FeedProfile,
): Patch<AppointmentFacts> => {
  const { pv1, pv2, zu3 } = segments;
  const times = startOf(segments, trigger === 'A11' || trigger === 'A38');
  const attended = said(zu3, 3, (segment) => ATTENDED[segment.text(3)]);
  const status = attended ?? statusOfTrigger(trigger, times.start ?? times.expectedStart, occurredAt);
  // Without ZU3 it may be a stay that is cancelled: a booking nobody made must not be given a time.
  if (trigger === 'A11' && zu3 === undefined) return patchOf<AppointmentFacts>({ status });
  return patchOf<AppointmentFacts>({
    ...times,
    status,
    description: said(pv2, 3, (segment) => segment.text(3, 2) || segment.text(3, 1) || undefined),
    place: said(pv1, 3, (segment) => personLocation(segment, 3, profile).ward?.code),
    practitioner: consultantOf(pv1, profile),
    specialty: specialtyOf(pv1, profile),
  });
};
