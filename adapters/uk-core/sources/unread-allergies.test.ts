import { allergiesOfPeople } from './allergies';
import { recordsWith } from './server-under-test';

const patient = { reference: 'Patient/1' };
const allergy = { resourceType: 'AllergyIntolerance', id: 'a1', code: { text: 'Latex' }, patient };
const unread = { text: 'Entry about an allergy that could not be read', codings: [] };
const unknown = { clinicalStatus: 'unknown', verificationStatus: 'unknown', assertsNone: false };
const modifierExtension = [{ url: 'https://systems.example/StructureDefinition/negated', valueBoolean: true }];

test.each<[string, object, object]>([
  ['what to, where that can be read', { recordedDate: 'soon' }, { text: 'Latex' }],
  ['that there is one, where it cannot', { code: 'latex' }, unread],
  ['that there is one, where nothing is said', { code: {} }, unread],
  ['that there is one, where its meaning may be turned round', { modifierExtension }, unread],
  ['not that there are none', { code: { coding: [{ code: '716186003' }] }, recordedDate: 'soon' }, unread],
])('an allergy that cannot be read is on the list, and says %s', async (_, more, code) => {
  expect(await recordsWith(allergiesOfPeople, 'a@RT5', { ...allergy, ...more })).toMatchObject([
    { key: 'a@RT5|AllergyIntolerance/a1', code, ...unknown },
  ]);
});
