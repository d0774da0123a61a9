import { conceptOf, oneOf, partyOf, stated } from '../fhir/elements';
import { appointment, type FhirAppointment } from '../fhir/care-record';
import { askPeople, during } from './people';
import type { PersonSource } from '../../../contract';
import type { Appointment } from '../../../../schema/clinical/scheduling';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { FhirReference } from '../../../wire/fhir/values';
import type { SystmOne } from '../search';

const STATUSES = ['proposed', 'pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow'] as const;

const actor = ({ participant }: FhirAppointment, type: string): FhirReference | undefined =>
  participant.find((each) => each.actor?.reference?.includes(`${type}/`))?.actor;

const appointmentOf = (
  resource: FhirAppointment,
  source: RecordSource,
  { organisation, instance }: SystmOne,
): Appointment =>
  stated({
    key: `${organisation}|${resource.id}`,
    source,
    status: oneOf(STATUSES, resource.status === 'checked-in' ? 'arrived' : resource.status),
    kind: 'community' as const,
    start: resource.start,
    end: resource.end,
    description: resource.description,
    place: actor(resource, 'Location')?.display,
    practitioner: partyOf(actor(resource, 'Practitioner')),
    specialty: conceptOf(resource.specialty[0], instance),
  });

/** Community visits and clinics. */
export const appointmentsOfPeople =
  (systmone: SystmOne): PersonSource<'appointments'> =>
  (people, selection, ask) =>
    askPeople(
      systmone,
      people,
      {
        what: 'Appointment',
        query: {
          ...during('date', selection),
        },
        schema: appointment,
        subject: (resource) => actor(resource, 'Patient'),
        reader: () => (resource, source) => appointmentOf(resource, source, systmone),
      },
      ask,
    );
