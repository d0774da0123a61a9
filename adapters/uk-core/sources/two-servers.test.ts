import { NEWS2_TOTAL } from '../vocabulary';
import { allergiesOfPeople } from './allergies';
import { appointmentsOfPeople } from './appointments';
import { careTeamOfPeople } from './care-team';
import { documentsOfPeople } from './documents';
import { earlyWarningOfPeople } from './early-warning';
import { encountersOfPeople } from './encounters';
import { observationsOfPeople } from './observations';
import { preferencesOfPeople } from './preferences';
import { AT, LOCAL, recordsWith, type Lists } from './server-under-test';
import type { FhirResource } from '../../wire/fhir/values';

const subject = { reference: 'Patient/1' };
const code = { text: 'Something' };

const keysOf = async (lists: Lists, resource: object): Promise<readonly string[]> => {
  const records = await Promise.all(
    (['old@RT5', 'new@RT5'] as const).map((instance) => recordsWith(lists, instance, resource)),
  );
  return records.flat().map(({ key }) => key);
};

test.each<[string, Lists, object]>([
  ['allergies', allergiesOfPeople, { resourceType: 'AllergyIntolerance', code, patient: subject }],
  [
    'appointments',
    (server) => appointmentsOfPeople(server, 'community'),
    { resourceType: 'Appointment', status: 'booked', start: AT, participant: [] },
  ],
  ['care teams', careTeamOfPeople, { resourceType: 'CareTeam', subject }],
  [
    'documents',
    documentsOfPeople,
    { resourceType: 'DocumentReference', status: 'current', type: code, subject, content: [] },
  ],
  [
    'observations',
    observationsOfPeople,
    { resourceType: 'Observation', status: 'final', code, subject, effectiveDateTime: AT },
  ],
  [
    'scores',
    earlyWarningOfPeople,
    {
      ...{ resourceType: 'Observation', status: 'final', subject, effectiveDateTime: AT, valueInteger: 3 },
      code: { coding: [{ code: NEWS2_TOTAL }] },
    },
  ],
  [
    'preferences',
    preferencesOfPeople,
    { resourceType: 'Flag', status: 'active', category: [{ coding: [{ code: 'resuscitation' }] }], code, subject },
  ],
])('%s of two systems of an organisation that give them the same id are two', async (_, lists, resource) => {
  const { resourceType } = resource as FhirResource;
  expect(await keysOf(lists, resource)).toEqual([`old@RT5|${resourceType}/1`, `new@RT5|${resourceType}/1`]);
});

test('a stay is known by its visit number, which is the hospital’s, whichever system tells of it', async () => {
  const stay = {
    ...{ resourceType: 'Encounter', status: 'in-progress', class: { code: 'IMP' }, subject },
    identifier: [{ system: LOCAL.visitSystem, value: '900002' }],
  };
  expect(await keysOf(encountersOfPeople, stay)).toEqual(['RT5|900002', 'RT5|900002']);
});
