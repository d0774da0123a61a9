import { keyOfResource } from '../../../schema/record-key';
import { conceptOf, contactPointOf, ENTERED_IN_ERROR, oneOf, stated } from '../fhir/elements';
import { careTeam, type FhirCareTeam } from '../fhir/care-record';
import { referencedId } from '../../wire/fhir/values';
import type { PersonSource } from '../../contract';
import type { CareTeam, CareTeamMember } from '../../../schema/clinical/care-record';
import type { RecordSource } from '../../../schema/clinical/values';
import type { UkCoreServer } from '../server';

const membersOf = (resource: FhirCareTeam, { instance }: UkCoreServer): readonly CareTeamMember[] =>
  resource.participant.flatMap(({ member, role, onBehalfOf }): readonly CareTeamMember[] => {
    const id = member?.reference?.startsWith('#') ? referencedId(member.reference) : undefined;
    const practitioner = resource.contained.find((each) => each.id === id || `#${each.id}` === member?.reference);
    const name = member?.display ?? practitioner?.name[0]?.text;
    if (name === undefined) return [];
    return [
      stated({
        name,
        role: conceptOf(role[0], instance) ?? { text: 'Member of the team', codings: [] },
        organisation: onBehalfOf?.display,
        telecom: (practitioner?.telecom ?? []).flatMap(contactPointOf),
      }),
    ];
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
