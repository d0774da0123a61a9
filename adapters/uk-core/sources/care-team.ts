import { keyOfResource } from '../../../schema/record-key';
import { now } from '../../../schema/clock';
import { conceptOfAll, contactPointOf, ENTERED_IN_ERROR, isPresent, oneOf, partyOf, stated } from '../fhir/elements';
import { careTeam, type FhirCareTeam } from '../fhir/care-team';
import { presentName, writtenName } from '../fhir/human-name';
import { referencedId, type FhirReference } from '../../wire/fhir/values';
import type { PersonSource } from '../../contract';
import type { CareTeam, CareTeamMember } from '../../../schema/clinical/care-record';
import type { RecordSource } from '../../../schema/clinical/values';
import type { UkCoreServer } from '../server';

type Contained = FhirCareTeam['contained'][number];

const containedIn = ({ contained }: FhirCareTeam, reference: FhirReference | undefined): Contained | undefined => {
  const id = reference?.reference?.startsWith('#') ? referencedId(reference.reference) : undefined;
  return id === undefined ? undefined : contained.find((each) => referencedId(each.id) === id);
};

const nameOf = (reference: FhirReference | undefined, held: Contained | undefined): string | undefined => {
  const name = presentName(held?.name ?? []);
  const written = name && (name.text ?? writtenName(name));
  return reference?.display ?? (written === '' ? undefined : written) ?? partyOf(reference)?.text;
};

/** Everybody who is in the team now: one whose name is not said is there by their role. */
const membersOf = (resource: FhirCareTeam, { instance, clock }: UkCoreServer): readonly CareTeamMember[] =>
  resource.participant
    .filter(({ period }) => isPresent({ period }, now(clock)))
    .map(({ member, role, onBehalfOf }): CareTeamMember => {
      const held = containedIn(resource, member);
      const whose = containedIn(resource, held?.practitioner);
      return stated({
        name: nameOf(member, held) ?? nameOf(held?.practitioner, whose) ?? 'Not named',
        role: conceptOfAll(role, instance) ?? { text: 'Member of the team', codings: [] },
        organisation: partyOf(onBehalfOf)?.text ?? partyOf(held?.organization)?.text,
        telecom: [...(held?.telecom ?? []), ...(whose?.telecom ?? [])].flatMap(contactPointOf),
      });
    });

const careTeamOf = (resource: FhirCareTeam, source: RecordSource, server: UkCoreServer): CareTeam => ({
  key: keyOfResource(server.instance, resource),
  source,
  name: resource.name ?? 'Care team',
  status: oneOf(['active', 'inactive'], resource.status),
  members: membersOf(resource, server),
});

/** Who looks after each person, with how to reach them. */
export const careTeamOfPeople =
  (server: UkCoreServer): PersonSource<'care-team'> =>
  (people, _selection, ask) =>
    server.dialect.people.ask(
      server,
      people,
      {
        what: 'CareTeam',
        query: {},
        schema: careTeam,
        subject: ({ subject }) => subject,
        reader: () => (resource, source) =>
          resource.status === ENTERED_IN_ERROR ? undefined : careTeamOf(resource, source, server),
      },
      ask,
    );
