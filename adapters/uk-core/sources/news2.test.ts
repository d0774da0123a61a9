import { NEWS2_PARTS, NEWS2_TOTAL } from '../vocabulary';
import { earlyWarningOfPeople } from './early-warning';
import { ask, AT, person, recordsWith, serverWith } from './server-under-test';
import type { FhirResource } from '../../wire/fhir/values';
import type { UkCoreServer } from '../server';

const TOTAL = {
  ...{ resourceType: 'Observation', status: 'final', subject: { reference: 'Patient/1' }, effectiveDateTime: AT },
  code: { coding: [{ code: NEWS2_TOTAL }] },
};
const round = (value: object) => recordsWith(earlyWarningOfPeople, 'a@RT5', { ...TOTAL, ...value });

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

const labelled = (id: string, code: string, rest: object): FhirResource => ({
  ...{ resourceType: 'Observation', id, code: { coding: [{ code: NEWS2_PARTS.pulse }] }, valueInteger: 1, ...rest },
  meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code }] },
});

test.each([
  ['that can be read', { status: 'final', subject: { reference: 'Patient/1' }, effectiveDateTime: AT }],
  ['of which nothing else can be read', {}],
])('a total is labelled as the parts that it is made of: one %s', async (_, rest) => {
  const server = serverWith('a@RT5', { ...TOTAL, valueInteger: 1, hasMember: [{ reference: 'Observation/a' }] });
  const included = [labelled('a', 'V', rest), labelled('of-another-round', 'R', rest)];
  const search: UkCoreServer['search'] = async (...asked) => ({ ...(await server.search(...asked)), included });
  const [answer] = await earlyWarningOfPeople({ ...server, search })([person], {}, ask);
  expect(answer).toMatchObject({ value: [{ total: 1, source: { securityLabels: ['very-restricted'] } }] });
});

const partsOf = async (...codes: readonly string[]) => {
  const included = codes.map((code, at): FhirResource => ({
    ...{ resourceType: 'Observation', id: `part-${at}`, status: 'final', subject: { reference: 'Patient/1' } },
    ...{ code: { coding: [{ code }] }, effectiveDateTime: AT, valueInteger: 1 },
  }));
  const hasMember = included.map(({ id }) => ({ reference: `Observation/${id}` }));
  const server = serverWith('a@RT5', { ...TOTAL, valueInteger: 1, hasMember });
  const search: UkCoreServer['search'] = async (...asked) => ({ ...(await server.search(...asked)), included });
  const [answer] = await earlyWarningOfPeople({ ...server, search })([person], {}, ask);
  return answer?.kind === 'found' ? answer.value[0] : undefined;
};

test('that no parameter scored 3 is said of seven parameters, and not of seven sub-scores', async () => {
  const { spo2Scale2, temperature, ...others } = NEWS2_PARTS;
  const six = Object.values(others);
  expect(await partsOf(...six, temperature)).toMatchObject({ singleThree: false });
  expect(await partsOf(...six, temperature, spo2Scale2)).toMatchObject({ singleThree: false });
  for (const again of [spo2Scale2, others.pulse])
    expect(await partsOf(...six, again)).not.toHaveProperty('singleThree');
});
