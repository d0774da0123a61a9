import { conceptOf, oneOf, partyOf, stated } from '../fhir/elements';
import { appointment, type FhirAppointment } from '../fhir/care-record';
import { SERVICE_CATEGORIES } from '../fhir/vocabulary';
import { askPeople, during } from './people';
import type { PersonSource } from '../../../contract';
import type { Appointment } from '../../../../schema/clinical/scheduling';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { FhirReference } from '../../../wire/fhir/values';
import type { Nervecentre } from '../search';

const STATUSES = ['proposed', 'pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow'] as const;

const actor = ({ participant }: FhirAppointment, type: string): FhirReference | undefined =>
  participant.find((each) => each.actor?.reference?.includes(`${type}/`))?.actor;

const appointmentOf = (
  resource: FhirAppointment,
  source: RecordSource,
  { organisation, instance }: Nervecentre,
): Appointment =>
  stated({
    key: `${organisation}|${resource.id}`,
    source,
    status: oneOf(STATUSES, resource.status === 'checked-in' ? 'arrived' : resource.status),
    kind: 'theatre' as const,
    start: resource.start,
    end: resource.end,
    description: resource.description,
    place: actor(resource, 'Location')?.display,
    practitioner: partyOf(actor(resource, 'Practitioner')),
    specialty: conceptOf(resource.specialty[0], instance),
  });

/** Cases on theatre sessions; clinics are the PAS's. */
export const appointmentsOfPeople =
  (nervecentre: Nervecentre): PersonSource<'appointments'> =>
  (people, selection, ask) =>
    askPeople(
      nervecentre,
      people,
      {
        what: 'Appointment',
        query: {
          'service-category': `${SERVICE_CATEGORIES}|theatre`,
          ...during('date', selection),
          _include: 'Appointment:patient',
        },
        schema: appointment,
        subject: (resource) => actor(resource, 'Patient'),
        reader: () => (resource, source) => appointmentOf(resource, source, nervecentre),
      },
      ask,
    );
