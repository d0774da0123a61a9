import type { Appointment } from '../../../schema/clinical/scheduling';
import type { AppointmentFacts, Patch } from '../../../schema/events';
import { instanceParts } from '../../../schema/identifiers';
import type { InstanceName } from '../../../schema/identifiers';
import { dayAlone, firstOf, lastOf, onItsDay } from './day-alone';
import { patched, present } from './patch';
import { inRecordedOrder } from './recorded-order';
import type { Retained } from './recorded-order';
import { sourceOf } from './row';
import type { Kept, Row } from './row';
import type { EventOf, Told } from './told';

type AppointmentTold = Told<EventOf<'appointment-changed'>>;
type Status = NonNullable<AppointmentFacts['status']>;

interface Booking {
  /** Whose it was last said to be. */
  readonly recordId?: string;
  readonly facts: Partial<AppointmentFacts>;
  readonly status?: Status;
  /** What was last said of the booking itself, whether or not the patient came. */
  readonly standing?: Status;
  /** How it stood before ZU3-3 said who came, until something else is said of it. */
  readonly beforeAttendance?: Pick<Booking, 'status' | 'standing'>;
}

const unheard: Booking = { facts: {} };

const CAME: ReadonlySet<Status> = new Set<Status>(['arrived', 'fulfilled']);
const OVER: ReadonlySet<Status> = new Set<Status>(['cancelled', 'fulfilled', 'noshow']);

const isCancel = ({ event }: AppointmentTold): boolean =>
  event.bookingCancelled === true || event.arrivalCancelled === true;

/** An arrival takes a word that they came, or what an A04 booked; a booking any word but that it is cancelled. */
const undoes = (cancel: AppointmentTold, other: AppointmentTold): boolean => {
  const { status } = other.event.patch;
  if (!isCancel(cancel) || isCancel(other) || typeof status !== 'string') return false;
  return cancel.event.arrivalCancelled === true
    ? CAME.has(status) || other.event.bookedByRegistration === true
    : status !== 'cancelled';
};

const isOfOther = ({ recordId }: Booking, { event }: AppointmentTold): boolean =>
  recordId !== undefined && recordId !== event.recordId;

/** A number that was free again, or under which nothing stands, and is given to somebody else is another booking. */
const isAnothers = (booking: Booking, told: AppointmentTold): boolean =>
  told.event.patch.status === 'booked' &&
  isOfOther(booking, told) &&
  (booking.status === undefined || OVER.has(booking.status));

const restated = (
  booking: Booking,
  status: Status | undefined,
  standing: Status | undefined,
  beforeAttendance?: Booking['beforeAttendance'],
): Booking => {
  const { status: _status, standing: _standing, beforeAttendance: _before, ...rest } = booking;
  return { ...rest, ...present({ status, standing, beforeAttendance }) };
};

/** A time said in either of PV1-44 and PV2-8 replaces the other's; that it is deleted says nothing of the other. */
const timed = (facts: Partial<AppointmentFacts>, patch: Patch<AppointmentFacts>): Partial<AppointmentFacts> => {
  const { start, expectedStart, ...rest } = facts;
  return {
    ...rest,
    ...present({
      start: typeof patch.expectedStart === 'string' && typeof patch.start !== 'string' ? undefined : start,
      expectedStart: typeof patch.start === 'string' ? undefined : expectedStart,
    }),
  };
};

/** How a booking stood before ZU3-3 said who came, where nothing else was said since. */
const withoutAttendance = (booking: Booking): Booking => {
  const { beforeAttendance: before } = booking;
  return before === undefined ? booking : restated(booking, before.status, before.standing);
};

/** How a booking stands after an A11: as before the patient came; where nothing but an A04 had booked it, cancelled. */
const withoutArrival = ({ standing }: Booking, undid: AppointmentTold | undefined): Status | undefined =>
  standing ?? (undid?.event.bookedByRegistration === true ? 'cancelled' : undefined);

/** What was taken back says when and where it was to be all the same; of nobody else. */
const step = (before: Booking, told: AppointmentTold, retained: Retained<AppointmentTold> | undefined): Booking => {
  if (retained === undefined && isOfOther(before, told)) return before;
  const { recordId, patch, arrivalCancelled, attendance } = told.event;
  const { status, ...facts } = patch;
  const booking = isAnothers(before, told) ? unheard : before;
  // The day alone takes no time of day away that was told of it before.
  const start =
    typeof facts.start === 'string' &&
    onItsDay(facts.start, booking.facts.start ?? booking.facts.expectedStart, undefined);
  const said = { ...facts, ...(start && { start }) };
  const next = { ...booking, recordId, facts: timed(patched<AppointmentFacts>(booking.facts, said), said) };
  if (retained === undefined) return next;
  if (arrivalCancelled === true) {
    const standing = withoutArrival(booking, retained.undid);
    const before = booking.beforeAttendance;
    return restated(
      next,
      standing,
      standing,
      before && present({ status: before.standing, standing: before.standing }),
    );
  }
  if (status === undefined) return attendance === 'deleted' ? withoutAttendance(next) : next;
  const isOfPatient = status !== null && CAME.has(status);
  const { status: was, standing: stood, beforeAttendance = present({ status: was, standing: stood }) } = booking;
  return restated(
    next,
    status ?? undefined,
    isOfPatient ? booking.standing : (status ?? undefined),
    attendance === 'said' ? beforeAttendance : undefined,
  );
};

/** An outpatient booking. One whose time was never said, or was deleted, cannot stand in a diary and gives no row. */
export const foldAppointment = (
  instance: InstanceName,
  booking: string,
  heard: readonly AppointmentTold[],
): readonly Row[] => {
  const { all, retained } = inRecordedOrder(heard, { isCancel, undoes, isOfMany: () => false });
  const counts = new Map(retained.map((one) => [one.told, one]));
  const { recordId, facts, status } = all.reduce(
    (before, { told: one }) => step(before, one, counts.get(one)),
    unheard,
  );
  const last = all.findLast(({ told: one }) => one.event.recordId === recordId)?.told;
  const told = facts.start ?? facts.expectedStart;
  const [start, startDate] = [firstOf(told), dayAlone(told)];
  if (recordId === undefined || last === undefined || start === undefined) return [];
  const { organisation } = instanceParts(instance);
  const body: Kept<Appointment> = {
    key: `${organisation}|${booking}`,
    source: sourceOf(instance, last),
    status: status ?? 'booked',
    kind: 'outpatient',
    start,
    ...present({
      startDate,
      end: facts.end,
      description: facts.description,
      place: facts.place,
      practitioner: facts.practitioner,
      specialty: facts.specialty,
    }),
  };
  return [
    {
      kind: 'appointments',
      key: body.key,
      recordId,
      organisation,
      ward: null,
      from: start,
      to: facts.end ?? lastOf(told) ?? start,
      open: body.status === 'booked',
      sensitive: false,
      body,
    },
  ];
};
