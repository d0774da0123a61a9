import { observationsOfPeople } from './observations';
import { AT, recordsWith } from './server-under-test';
import type { Observation } from '../../../schema/clinical/observation';

const code = { text: 'Something' };
const taken = { resourceType: 'Observation', status: 'final', code, subject: { reference: 'Patient/1' } };
const read = async (more: object): Promise<Observation | undefined> => {
  const [one] = await recordsWith(observationsOfPeople, 'a@RT5', { ...taken, effectiveDateTime: AT, ...more });
  return one as Observation | undefined;
};
const mmHg = (value: number) => ({ value, unit: 'mmHg' });

const VALUES: readonly (readonly [string, object, string])[] = [
  ['a quantity', { valueQuantity: { comparator: '>', ...mmHg(200) } }, '>200 mmHg'],
  ['a concept', { valueCodeableConcept: { text: 'Alert' } }, 'Alert'],
  ['words', { valueString: 'Sleepy' }, 'Sleepy'],
  ['yes', { valueBoolean: true }, 'Yes'],
  ['no', { valueBoolean: false }, 'No'],
  ['a whole number', { valueInteger: 0 }, '0'],
  ['a range', { valueRange: { low: mmHg(90), high: mmHg(100) } }, '90 mmHg to 100 mmHg'],
  ['a range without an upper end', { valueRange: { low: mmHg(90) } }, 'from 90 mmHg'],
  ['a range without a lower end', { valueRange: { high: mmHg(100) } }, 'up to 100 mmHg'],
  ['a titre', { valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } }, '1:128'],
  [
    'a ratio of units',
    { valueRatio: { numerator: { value: 5, unit: 'mg' }, denominator: { value: 1, unit: 'mL' } } },
    '5 mg:1 mL',
  ],
  ['a time of day', { valueTime: '08:30:00' }, '08:30:00'],
  ['a day', { valueDateTime: '2026-11-20' }, '2026-11-20'],
  ['a period', { valuePeriod: { start: '2026-11-19', end: '2026-11-20' } }, '2026-11-19 to 2026-11-20'],
  ['a period that goes on', { valuePeriod: { start: '2026-11-19' } }, 'from 2026-11-19'],
  ['a curve', { valueSampledData: { origin: mmHg(0), period: 10, dimensions: 1 } }, 'A curve, not shown here'],
  ['what nobody has heard of', { valueAttachment: {} }, 'A value that cannot be shown here'],
  ['a quantity without its number', { valueQuantity: { unit: 'mmHg' } }, 'A value that cannot be shown here'],
  ['why there is none', { dataAbsentReason: { coding: [{ code: 'not-performed' }] } }, 'No value: not-performed'],
  [
    'why there is none, beside an empty value',
    { valueQuantity: { unit: 'mmHg' }, dataAbsentReason: { text: 'Refused' } },
    'No value: Refused',
  ],
];

test.each(VALUES)('the value of an observation: %s', async (_, value, valueText) => {
  expect(await read(value)).toMatchObject({ valueText });
});

test.each(VALUES)('the value of a part of one: %s', async (_, value, valueText) => {
  expect(await read({ component: [{ code, ...value }] })).toMatchObject({
    components: [{ code: { text: 'Something' }, valueText }],
  });
});

test('a part without a value, or without a name, is there', async () => {
  expect(await read({ component: [{ code }, { code: {}, valueInteger: 3 }] })).toMatchObject({
    components: [{ valueText: 'No value' }, { code: { text: 'Part without a name' }, valueText: '3' }],
  });
});

test('a reading made of parts has no value of its own', async () => {
  expect(await read({ component: [{ code, valueInteger: 3 }] })).not.toHaveProperty('valueText');
});

test('a value that does not make sense makes the reading unreadable, not empty', async () => {
  await expect(read({ valueRange: 'high' })).rejects.toThrow('valueRange');
});

test.each([
  ['a moment', { effectiveInstant: '2026-11-20T09:00:00Z' }, '2026-11-20T09:00:00.000Z'],
  [
    'a period, when it ended',
    { effectivePeriod: { start: AT, end: '2026-11-20T11:00:00Z' } },
    '2026-11-20T11:00:00.000Z',
  ],
  ['a period that goes on, when it began', { effectivePeriod: { start: AT } }, AT],
])('when it was taken: %s', async (_, when, effective) => {
  expect(await read({ effectiveDateTime: undefined, ...when, valueInteger: 1 })).toMatchObject({ effective });
});

test.each([{}, { effectiveDateTime: '2026-11-20' }, { effectivePeriod: { start: '2026-11-20' } }])(
  'one of no known moment cannot be read',
  async (when) => {
    await expect(read({ effectiveDateTime: undefined, ...when })).rejects.toThrow('effective');
  },
);
