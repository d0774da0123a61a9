import type { AppointmentFacts, Patch } from '../../schema/events';
import type { FeedProfile } from '../contract';
import type { Hl7Message, Segment } from '../wire/hl7v2/message';
import { patchOf, said } from './patch';
import { personLocation } from './pl';
import { momentOnly, momentOrDayOfTs } from './ts';
import { party } from './xcn';

/** Scheduling triggers (HL7 2.4 chapter 10) that portals take, and the status each leaves the appointment in. */
const STATUSES: Readonly<Record<string, AppointmentFacts['status']>> = {
  S12: 'booked',
  S13: 'booked',
  S14: undefined,
  S15: 'cancelled',
  S17: 'cancelled',
  S26: 'noshow',
};

export const isSchedulingTrigger = (trigger: string): boolean => trigger in STATUSES;

/** SCH-25, table 0278. */
const FILLER_STATUSES: Readonly<Record<string, AppointmentFacts['status']>> = {
  BOOKED: 'booked',
  CANCELLED: 'cancelled',
  COMPLETE: 'fulfilled',
  NOSHOW: 'noshow',
};

/** What SCH, PV1 and AIP say of an appointment, as a patch. SCH-7 is what it is for; SCH-11.4 and 11.5 when. */
export const siuFacts = (message: Hl7Message, sch: Segment, profile: FeedProfile): Patch<AppointmentFacts> => {
  const aip = message.first('AIP');
  const byTrigger = STATUSES[message.triggerEvent];
  const time = (component: number) => {
    const at = said(sch, 11, (segment) =>
      segment.value(11, component).state === 'null' ? null : momentOrDayOfTs(segment.text(11, component)),
    );
    // What is cancelled keeps the time it was to have.
    return at === null && byTrigger === 'cancelled' ? undefined : at;
  };
  return patchOf<AppointmentFacts>({
    start: time(4),
    end: momentOnly(time(5)),
    status: byTrigger ?? said(sch, 25, (segment) => FILLER_STATUSES[segment.text(25).toUpperCase()]),
    description: said(sch, 7, (segment) => segment.text(7, 2) || segment.text(7, 1) || undefined),
    place: said(message.first('PV1'), 3, (segment) => personLocation(segment, 3, profile).ward?.code),
    practitioner: said(aip, 3, (segment) => party(segment, 3, profile.instance)),
  });
};
