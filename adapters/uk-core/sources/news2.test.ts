import { NEWS2_TOTAL } from '../vocabulary';
import { earlyWarningOfPeople } from './early-warning';
import { AT, recordsWith } from './server-under-test';

const round = (value: object) =>
  recordsWith(earlyWarningOfPeople, 'a@RT5', {
    ...{ resourceType: 'Observation', status: 'final', subject: { reference: 'Patient/1' }, effectiveDateTime: AT },
    ...{ code: { coding: [{ code: NEWS2_TOTAL }] }, ...value },
  });

test('a round without a total was not scored', async () => {
  expect(await round({})).toEqual([]);
  expect(await round({ dataAbsentReason: { text: 'Refused' } })).toEqual([]);
  expect(await round({ valueInteger: 0 })).toMatchObject([{ total: 0 }]);
});

test.each([
  ['in words', { valueString: '7' }],
  ['as a code', { valueCodeableConcept: { text: '7' } }],
  ['without its number', { valueQuantity: { unit: 'score' } }],
  ['of no full number', { valueQuantity: { value: 7.5 } }],
  ['that is none of NEWS2', { valueInteger: 21 }],
])('one with a total %s was scored: it cannot be read, and is not passed over', async (_, value) => {
  await expect(round(value)).rejects.toThrow('NEWS2 total');
});
