import { keyOfResource } from '../../../schema/record-key';
import { conceptOf, ENTERED_IN_ERROR, oneOf, partyOf, stated } from '../fhir/elements';
import { appointment, type FhirAppointment } from '../fhir/care-record';
import { during } from './selection';
import type { PersonSource } from '../../contract';
import type { Appointment } from '../../../schema/clinical/scheduling';
import type { RecordSource } from '../../../schema/clinical/values';
import type { FhirReference } from '../../wire/fhir/values';
import type { Query, UkCoreServer } from '../server';

const STATUSES = ['proposed', 'pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow'] as const;

interface Participant {
  readonly actor?: FhirReference | undefined;
  readonly status?: string | undefined;
}
interface Participants {
  readonly participant: readonly Participant[];
}

/** Whoever takes part that is of this type: `Patient`, `Location`. */
export const participantsOf = ({ participant }: Participants, type: string): readonly Participant[] =>
  participant.filter(({ actor: one }) => one?.reference?.includes(`${type}/`) === true);

const actors = (resource: Participants, type: string): readonly FhirReference[] =>
  participantsOf(resource, type).flatMap(({ actor: one }) => one ?? []);

/** The first of them. */
export const actor = (resource: Participants, type: string): FhirReference | undefined => actors(resource, type)[0];

/**
 * FHIR appointmentstatus (R4 and STU3), as it is to one who takes part: whoever declined does not come (participationstatus),
 * though others may. `unknown` for what the graph has no word for.
 */
export const statusOf = (
  { status }: { readonly status: string },
  whose: Pick<Participant, 'status'> | undefined,
): Appointment['status'] =>
  whose?.status === 'declined' ? 'cancelled' : oneOf(STATUSES, status === 'checked-in' ? 'arrived' : status);

const appointmentOf = (
  resource: FhirAppointment,
  source: RecordSource,
  subject: FhirReference | undefined,
  { kind, server: { instance } }: { readonly kind: Appointment['kind']; readonly server: UkCoreServer },
): Appointment =>
  stated({
    key: keyOfResource(instance, resource),
    source,
    status: statusOf(
      resource,
      resource.participant.find((each) => each.actor === subject),
    ),
    kind,
    start: resource.start,
    end: resource.end,
    description: resource.description,
    place: actor(resource, 'Location')?.display,
    practitioner: partyOf(actor(resource, 'Practitioner')),
    specialty: conceptOf(resource.specialty[0], instance),
  });

/** Appointments of one kind; `query` narrows the search to it where the system holds others. */
export const appointmentsOfPeople =
  (server: UkCoreServer, kind: Appointment['kind'], query: Query = {}): PersonSource<'appointments'> =>
  (people, selection, ask) =>
    server.dialect.people.ask(
      server,
      people,
      {
        what: 'Appointment',
        query: { ...query, ...during('date', selection) },
        schema: appointment,
        subject: (resource) => actor(resource, 'Patient'),
        others: (resource) => actors(resource, 'Patient').slice(1),
        reader: () => (resource, source, subject) =>
          resource.status === ENTERED_IN_ERROR ? undefined : appointmentOf(resource, source, subject, { kind, server }),
      },
      ask,
    );
