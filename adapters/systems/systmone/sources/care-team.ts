import { conceptOf, contactPointOf, oneOf, stated } from '../fhir/elements';
import { careTeam, type FhirCareTeam } from '../fhir/care-record';
import { referencedId } from '../../../wire/fhir/values';
import { askPeople } from './people';
import type { PersonSource } from '../../../contract';
import type { CareTeam, CareTeamMember } from '../../../../schema/clinical/care-record';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { SystmOne } from '../search';

const membersOf = (resource: FhirCareTeam, { instance }: SystmOne): readonly CareTeamMember[] =>
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

const careTeamOf = (resource: FhirCareTeam, source: RecordSource, systmone: SystmOne): CareTeam => ({
  key: `${systmone.organisation}|${resource.id}`,
  source,
  name: resource.name ?? 'Care team',
  status: oneOf(['active', 'inactive'], resource.status),
  members: membersOf(resource, systmone),
});

/** Who looks after each person in the hospital, with how to reach them. */
export const careTeamOfPeople =
  (systmone: SystmOne): PersonSource<'care-team'> =>
  (people, _selection, ask) =>
    askPeople(
      systmone,
      people,
      {
        what: 'CareTeam',
        query: {},
        schema: careTeam,
        subject: ({ subject }) => subject,
        reader: () => (resource, source) => careTeamOf(resource, source, systmone),
      },
      ask,
    );
