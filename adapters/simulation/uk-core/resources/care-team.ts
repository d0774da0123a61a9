import { meta, subject, type Resource } from '../resource';
import type { Holdings, Known } from '../holdings';
import type { SimBedsideRecord } from '../../hospital';

/** Nothing for a team without members. */
export const careTeamResource = (
  { name: teamName, members }: SimBedsideRecord['team'],
  known: Known,
  holdings: Holdings,
): readonly Resource[] =>
  members.length === 0
    ? []
    : [
        {
          resourceType: 'CareTeam',
          id: `ct-${known.number}`,
          meta: meta('CareTeam', holdings.hospital.anchor),
          contained: members.map(({ name, phone }, index) => ({
            resourceType: 'Practitioner',
            id: `m${index + 1}`,
            name: [{ text: name }],
            telecom: [{ system: 'phone', use: 'work', value: phone }],
          })),
          status: 'active',
          name: teamName,
          subject: subject(known, holdings),
          participant: members.map(({ name, role }, index) => ({
            role: [{ text: role }],
            member: { reference: `#m${index + 1}`, display: name },
          })),
        },
      ];
