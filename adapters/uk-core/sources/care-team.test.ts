import { careTeamOfPeople } from './care-team';
import { recordsWith } from './server-under-test';
import type { CareTeam } from '../../../schema/clinical/care-record';

const role = [{ coding: [{ display: 'Community nurse' }] }];
const phone = { system: 'phone', value: '01632960001' };
const contained = [
  { resourceType: 'Practitioner', id: 'text', name: [{ text: 'GREEN, Giles (Dr)' }], telecom: [phone] },
  { resourceType: 'Practitioner', id: 'parts', name: [{ family: 'Green', given: ['Giles'], prefix: ['Dr'] }] },
  {
    ...{ resourceType: 'Practitioner', id: 'former' },
    name: [
      { use: 'old', family: 'Brown', given: ['Gail'] },
      { family: 'Green', given: ['Gail'] },
    ],
  },
  { resourceType: 'Practitioner', id: 'nameless', telecom: [phone] },
  { resourceType: 'Practitioner', id: 'odd', name: 5 },
  { resourceType: 'PractitionerRole', id: 'role', practitioner: { reference: '#parts' }, telecom: [phone] },
  { resourceType: 'PractitionerRole', id: 'shown', practitioner: { display: 'WARD Ann' } },
  { resourceType: 'Organization', id: 'team', name: 'Community nursing, west' },
];
const membersOf = async (...participant: readonly object[]): Promise<CareTeam['members']> => {
  const team = { resourceType: 'CareTeam', subject: { reference: 'Patient/1' }, contained, participant };
  return (await recordsWith(careTeamOfPeople, 'a@RT5', team)).flatMap((each) => (each as CareTeam).members);
};

test.each<[string, object, string]>([
  ['by the text of their name', { reference: '#text' }, 'GREEN, Giles (Dr)'],
  ['by the parts of it', { reference: '#parts' }, 'GREEN, Giles (Dr)'],
  ['by the name they go by', { reference: '#former' }, 'GREEN, Gail'],
  ['by the reference', { reference: 'Practitioner/9', display: 'WARD Ann' }, 'WARD Ann'],
  ['by their identifier', { identifier: { system: 'https://fhir.nhs.uk/Id/sds-user-id', value: '555' } }, '555'],
  ['by whose role it is', { reference: '#role' }, 'GREEN, Giles (Dr)'],
  ['by who is shown in the role', { reference: '#shown' }, 'WARD Ann'],
  ['as an organisation', { reference: '#team' }, 'Community nursing, west'],
  ['not at all, where nothing names them', { reference: '#nameless' }, 'Not named'],
  ['not at all, where their name cannot be read', { reference: '#odd' }, 'Not named'],
  ['not at all, where they are somewhere else', { reference: 'Practitioner/9' }, 'Not named'],
])('a member of the team is there, named %s', async (_, member, name) => {
  expect(await membersOf({ member, role })).toMatchObject([{ name, role: { text: 'Community nurse' } }]);
});

test('so is a place in the team that nobody fills', async () => {
  expect(await membersOf({ role }, {})).toMatchObject([
    { name: 'Not named', role: { text: 'Community nurse' }, telecom: [] },
    { name: 'Not named', role: { text: 'Member of the team' } },
  ]);
});

test('a telephone is that of the person, or of the role', async () => {
  const telecom = [{ system: 'phone', value: '01632960001' }];
  const members = await membersOf(...['#text', '#nameless', '#role'].map((reference) => ({ member: { reference } })));
  expect(members).toMatchObject([{ telecom }, { telecom }, { telecom }]);
});

test('a member of several roles has all of them; whoever left the team is no member', async () => {
  const member = { reference: '#text' };
  const roles = [...role, { text: 'Key worker' }];
  expect(await membersOf({ member, role: roles })).toMatchObject([{ role: { text: 'Community nurse, Key worker' } }]);
  expect(await membersOf({ member, period: { end: '2026-11-19' } })).toEqual([]);
  expect(await membersOf({ member, period: { end: '2026-11-20' } })).toHaveLength(1);
});
