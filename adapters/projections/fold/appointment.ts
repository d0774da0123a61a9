import type { Appointment } from '../../../schema/clinical/scheduling';
import type { AppointmentFacts } from '../../../schema/events';
import { instanceParts } from '../../../schema/identifiers';
import type { InstanceName } from '../../../schema/identifiers';
import { patched, present } from './patch';
import { sourceOf } from './row';
import type { Kept, Row } from './row';
import { byOccurrence } from './told';
import type { EventOf, Told } from './told';

/** An outpatient booking. One whose time was never said cannot stand in a diary and gives no row. */
export const foldAppointment = (
  instance: InstanceName,
  booking: string,
  told: readonly Told<EventOf<'appointment-changed'>>[],
): readonly Row[] => {
  const ordered = [...told].sort(byOccurrence);
  const last = ordered.at(-1);
  const facts = ordered.reduce<Partial<AppointmentFacts>>((before, one) => patched(before, one.event.patch), {});
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
