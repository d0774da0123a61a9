import { conceptOf, oneOf, stated } from '../fhir/elements';
import { careTeam, type FhirCareTeam } from '../fhir/care-record';
import { referencedId } from '../../../wire/fhir/values';
import { askPeople } from './people';
import type { PersonSource } from '../../../contract';
import type { CareTeam, CareTeamMember } from '../../../../schema/clinical/care-record';
import type { ContactPoint, RecordSource } from '../../../../schema/clinical/values';
import type { Nervecentre } from '../search';

type FhirContactPoint = FhirCareTeam['contained'][number]['telecom'][number];

const SYSTEMS = ['phone', 'email'] as const;
const USES = ['home', 'work', 'mobile'] as const;

const contactPointOf = ({ system, value, use }: FhirContactPoint): readonly ContactPoint[] => {
  if (value === undefined) return [];
  const kind = SYSTEMS.find((each) => each === system) ?? 'other';
  const usedAt = USES.find((each) => each === use);
  return [{ system: kind, value, ...(usedAt === undefined ? {} : { use: usedAt }) }];
};

const membersOf = (resource: FhirCareTeam, { instance }: Nervecentre): readonly CareTeamMember[] =>
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

const careTeamOf = (resource: FhirCareTeam, source: RecordSource, nervecentre: Nervecentre): CareTeam => ({
  key: `${nervecentre.organisation}|${resource.id}`,
  source,
  name: resource.name ?? 'Care team',
  status: oneOf(['active', 'inactive'], resource.status),
  members: membersOf(resource, nervecentre),
});

/** Who looks after each person in the hospital, with how to reach them. */
export const careTeamOfPeople =
  (nervecentre: Nervecentre): PersonSource<'care-team'> =>
  (people, _selection, ask) =>
    askPeople(
      nervecentre,
      people,
      {
        what: 'CareTeam',
        query: { _include: 'CareTeam:patient' },
        schema: careTeam,
        subject: ({ subject }) => subject,
        reader: () => (resource, source) => careTeamOf(resource, source, nervecentre),
      },
      ask,
    );
