import { londonDate } from '../../schema/time';
import type { AppointmentFacts, Patch } from '../../schema/events';
import type { Instant } from '../../schema/time';
import type { FeedProfile } from '../contract';
import type { Segment } from '../wire/hl7v2/message';
import { patchOf, said } from './patch';
import { personLocation } from './pl';
import { consultantOf, specialtyOf } from './stay';
import { instantOfTs } from './ts';

export interface OutpatientSegments {
  readonly pv1: Segment;
  readonly pv2?: Segment | undefined;
  readonly zu3?: Segment | undefined;
}

/** ZU3-3, NHS DD ATTENDED OR DID NOT ATTEND CODE: a patient too late to be seen counts as not attended. */
const ATTENDED: Readonly<Record<string, AppointmentFacts['status']>> = {
  '5': 'fulfilled',
  '6': 'fulfilled',
  '7': 'noshow',
  '3': 'noshow',
  '2': 'cancelled',
  '4': 'cancelled',
};

/** ITK books with A05 and with A04: an A04 says "arrived" only when it comes on the day itself. */
const statusOfTrigger = (
  trigger: string,
  start: Instant | null | undefined,
  occurredAt: Instant,
): AppointmentFacts['status'] => {
  if (trigger === 'A38' || trigger === 'A11') return 'cancelled';
  if (trigger === 'A05') return 'booked';
  if (trigger !== 'A04') return undefined;
  return typeof start === 'string' && londonDate(start) > londonDate(occurredAt) ? 'booked' : 'arrived';
};

/** PV1-44 is the appointment's time; PV2-8 (expected admit) where that is left out. */
const startOf = ({ pv1, pv2 }: OutpatientSegments): Instant | null | undefined =>
  said(pv1, 44, (segment) => instantOfTs(segment.text(44))) ??
  said(pv2, 8, (segment) => (segment.text(8).length > 8 ? instantOfTs(segment.text(8)) : undefined));

/** What PV1, PV2 and ZU3 say of an outpatient booking (ITK books by ADT, not SIU), as a patch. */
export const outpatientFacts = (
  segments: OutpatientSegments,
  trigger: string,
  occurredAt: Instant,
  profile: FeedProfile,
): Patch<AppointmentFacts> => {
  const { pv1, pv2, zu3 } = segments;
  const start = startOf(segments);
  const attended = said(zu3, 3, (segment) => ATTENDED[segment.text(3)]);
  return patchOf<AppointmentFacts>({
    start,
    status: attended ?? statusOfTrigger(trigger, start, occurredAt),
    description: said(pv2, 3, (segment) => segment.text(3, 2) || segment.text(3, 1) || undefined),
    place: said(pv1, 3, (segment) => personLocation(segment, 3, profile).ward?.code),
    practitioner: consultantOf(pv1, profile),
    specialty: specialtyOf(pv1, profile),
  });
};
