import { allergiesOfPeople } from './allergies';
import { appointmentsOfPeople } from './appointments';
import { careTeamOfPeople } from './care-team';
import { documentsOfPeople } from './documents';
import { encountersOfPeople } from './encounters';
import { AT, LOCAL, recordsWith, type Lists } from './server-under-test';

const subject = { reference: 'Patient/1' };
const code = { text: 'Something' };
const letter = { resourceType: 'DocumentReference', type: code, subject };

test.each<[string, Lists, object, object]>([
  [
    'an appointment that was entered in error',
    (server) => appointmentsOfPeople(server, 'community'),
    { resourceType: 'Appointment', status: 'booked', start: AT, participant: [] },
    { status: 'entered-in-error' },
  ],
  [
    'a stay that was entered in error',
    encountersOfPeople,
    {
      ...{ resourceType: 'Encounter', status: 'in-progress', class: { code: 'IMP' }, subject },
      identifier: [{ system: LOCAL.visitSystem, value: '900002' }],
    },
    { status: 'entered-in-error' },
  ],
  [
    'a care team that was entered in error',
    careTeamOfPeople,
    { resourceType: 'CareTeam', status: 'active', subject },
    { status: 'entered-in-error' },
  ],
  [
    'a document whose content was entered in error',
    documentsOfPeople,
    { ...letter, status: 'current', docStatus: 'final' },
    { docStatus: 'entered-in-error' },
  ],
  [
    'a document that another stands in for',
    documentsOfPeople,
    { ...letter, status: 'current' },
    { status: 'superseded' },
  ],
])('%s is not shown as one in some other state', async (_, lists, resource, withdrawn) => {
  const stands = { ...resource, id: 'stands' };
  const keys = (records: readonly { readonly key: string }[]) => records.map(({ key }) => key);
  expect(keys(await recordsWith(lists, 'a@RT5', stands, { ...resource, id: 'gone', ...withdrawn }))).toEqual(
    keys(await recordsWith(lists, 'a@RT5', stands)),
  );
});

const stated = (...codes: readonly string[]) => ({ coding: codes.map((each) => ({ code: each })) });

test.each([
  ['its own code before the standard one', stated('E', 'entered-in-error'), 'entered-in-error'],
  ['the standard one alone', stated('entered-in-error'), 'entered-in-error'],
  ['two that contradict each other', stated('confirmed', 'entered-in-error'), 'unknown'],
  ['none that is known', stated('E'), 'unknown'],
])('the state of an allergy is read by any of its codes: %s', async (_, verificationStatus, expected) => {
  const none = { ...{ resourceType: 'AllergyIntolerance', code, patient: subject }, verificationStatus };
  expect(await recordsWith(allergiesOfPeople, 'a@RT5', none)).toMatchObject([{ verificationStatus: expected }]);
});
