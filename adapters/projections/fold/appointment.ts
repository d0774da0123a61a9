import type { Appointment } from '../../../schema/clinical/scheduling';
import type { AppointmentFacts } from '../../../schema/events';
import { instanceParts } from '../../../schema/identifiers';
import type { InstanceName } from '../../../schema/identifiers';
import { patched, present } from './patch';
import { sourceOf } from './row';
import type { Kept, Row } from './row';
import { byOccurrence } from './told';
import type { EventOf, Told } from './told';

type AppointmentTold = Told<EventOf<'appointment-changed'>>;
type Status = NonNullable<AppointmentFacts['status']>;

interface Booking {
  readonly facts: Partial<AppointmentFacts>;
  /** What was last said of the booking itself, whether or not the patient came. */
  readonly standing: Status | undefined;
}

const CAME: ReadonlySet<Status> = new Set<Status>(['arrived', 'fulfilled']);

const step = (before: Booking, { event }: AppointmentTold): Booking => {
  const { status } = event.patch;
  const isSilent = status === undefined || (status !== null && CAME.has(status));
  const standing = isSilent ? before.standing : (status ?? undefined);
  const facts = patched(before.facts, event.patch);
  if (event.arrivalCancelled !== true) return { facts, standing };
  const { status: _cancelled, ...rest } = facts;
  return { facts: { ...rest, ...present({ status: standing }) }, standing };
};

/** An outpatient booking. One whose time was never said cannot stand in a diary and gives no row. */
export const foldAppointment = (
  instance: InstanceName,
  booking: string,
  told: readonly AppointmentTold[],
): readonly Row[] => {
  const ordered = [...told].sort(byOccurrence);
  const last = ordered.at(-1);
  const { facts } = ordered.reduce(step, { facts: {}, standing: undefined });
  if (last === undefined || facts.start === undefined) return [];
  const { organisation } = instanceParts(instance);
  const body: Kept<Appointment> = {
    key: `${organisation}|${booking}`,
    source: sourceOf(instance, last),
    status: facts.status ?? 'booked',
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
