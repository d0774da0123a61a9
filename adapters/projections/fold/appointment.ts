import type { Appointment } from '../../../schema/clinical/scheduling';
import type { AppointmentFacts } from '../../../schema/events';
import { instanceParts } from '../../../schema/identifiers';
import type { InstanceName } from '../../../schema/identifiers';
import { patched, present } from './patch';
import { inRecordedOrder } from './recorded-order';
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
}

const unheard: Booking = { facts: {} };

const CAME: ReadonlySet<Status> = new Set<Status>(['arrived', 'fulfilled']);
const OVER: ReadonlySet<Status> = new Set<Status>(['cancelled', 'fulfilled', 'noshow']);

const isCancel = ({ event }: AppointmentTold): boolean =>
  event.bookingCancelled === true || event.arrivalCancelled === true;

/** An arrival takes a word that they came; a booking any word but that it is cancelled. */
const undoes = (cancel: AppointmentTold, other: AppointmentTold): boolean => {
  const { status } = other.event.patch;
  if (!isCancel(cancel) || isCancel(other) || typeof status !== 'string') return false;
  return cancel.event.arrivalCancelled === true ? CAME.has(status) : status !== 'cancelled';
};

/** A number that was free again and is given to somebody else is another booking. */
const isAnothers = ({ recordId, status }: Booking, { event }: AppointmentTold): boolean =>
  event.patch.status === 'booked' &&
  recordId !== undefined &&
  recordId !== event.recordId &&
  status !== undefined &&
  OVER.has(status);

const restated = (booking: Booking, status: Status | undefined, standing: Status | undefined): Booking => {
  const { status: _status, standing: _standing, ...rest } = booking;
  return { ...rest, ...present({ status, standing }) };
};

/** What was taken back says when and where it was to be all the same. */
const step = (before: Booking, told: AppointmentTold, doesNotCount: boolean): Booking => {
  const { recordId, patch, arrivalCancelled } = told.event;
  const { status, ...facts } = patch;
  const booking = isAnothers(before, told) ? unheard : before;
  const next = { ...booking, recordId, facts: patched<AppointmentFacts>(booking.facts, facts) };
  if (doesNotCount) return next;
  if (arrivalCancelled === true) return restated(next, booking.standing, booking.standing);
  if (status === undefined) return next;
  const isOfPatient = status !== null && CAME.has(status);
  return restated(next, status ?? undefined, isOfPatient ? booking.standing : (status ?? undefined));
};

/** An outpatient booking. One whose time was never said cannot stand in a diary and gives no row. */
export const foldAppointment = (
  instance: InstanceName,
  booking: string,
  told: readonly AppointmentTold[],
): readonly Row[] => {
  const { all, retained } = inRecordedOrder(told, { isCancel, undoes, isOfMany: () => false });
  const last = all.at(-1)?.told;
  const stands = new Set(retained.map((one) => one.told));
  const { facts, status } = all.reduce((booking, one) => step(booking, one.told, !stands.has(one.told)), unheard);
  if (last === undefined || facts.start === undefined) return [];
  const { organisation } = instanceParts(instance);
  const body: Kept<Appointment> = {
    key: `${organisation}|${booking}`,
    source: sourceOf(instance, last),
    status: status ?? 'booked',
    kind: 'outpatient',
    start: facts.start,
    ...present({
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
      recordId: last.event.recordId,
      organisation,
      ward: null,
      from: facts.start,
      to: facts.end ?? facts.start,
      open: body.status === 'booked',
      sensitive: false,
      body,
    },
  ];
};
