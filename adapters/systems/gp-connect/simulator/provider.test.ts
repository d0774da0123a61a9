import { fixedClock } from '../../../../schema/clock';
import { ANCHOR, askOf, openUnderTest, type UnderTest } from '../gp-connect-under-test';
import { requestToken } from '../token';
import { FHIR_JSON, INTERACTION } from '../vocabulary';

let practice: UnderTest;
beforeAll(async () => {
  practice = await openUnderTest();
});
afterAll(() => practice.close());

const PATH = '/C82999/STU3/1/gpconnect/structured/fhir/Patient/$gpc.getstructuredrecord';
const clock = fixedClock(ANCHOR);
const token = (audience = 'https://provider.example/C82999/STU3/1/gpconnect/structured') =>
  requestToken({
    viewer: askOf(clock).viewer,
    issuer: 'https://causeway.example.nhs.uk',
    deviceId: 'device',
    audience,
    clock,
  });
const HEADERS: Readonly<Record<string, string>> = {
  accept: FHIR_JSON,
  'content-type': FHIR_JSON,
  'ssp-traceid': '5c0f9d2e-2f0e-4b0e-8b3f-6a2f3a6f9a11',
  'ssp-from': '200000000359',
  'ssp-to': '918999198993',
  'ssp-interactionid': INTERACTION.structuredRecord,
  authorization: `Bearer ${token()}`,
};
const number = {
  name: 'patientNHSNumber',
  valueIdentifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' },
};
const problems = { name: 'includeProblems' };
const parameters = (...parameter: readonly object[]) => JSON.stringify({ resourceType: 'Parameters', parameter });

/** `400 BAD_REQUEST`. */
const answerTo = async (more: Readonly<Record<string, string>>, body: string, path = PATH): Promise<string> => {
  const response = await fetch(`${practice.baseUrl}${path}`, {
    method: 'POST',
    headers: { ...HEADERS, ...more },
    body,
  });
  const said = (await response.json()) as {
    readonly issue?: readonly { readonly details: { readonly coding: readonly { readonly code: string }[] } }[];
  };
  return [response.status, said.issue?.[0]?.details.coding[0]?.code].filter((part) => part).join(' ');
};

const asked = parameters(number, problems);
const without = (claims: string): string =>
  `Bearer ${token().split('.')[0]}.${Buffer.from(claims).toString('base64url')}.`;

test.each([
  ['a whole ask', {}, asked, '200'],
  ['the older media type', { accept: 'application/json+fhir', 'content-type': 'application/json+fhir' }, asked, '200'],
  ['no trace', { 'ssp-traceid': 'x' }, asked, '400 BAD_REQUEST'],
  ['an ASID that is none', { 'ssp-from': '1' }, asked, '400 BAD_REQUEST'],
  ['another interaction', { 'ssp-interactionid': INTERACTION.findPatient }, asked, '400 BAD_REQUEST'],
  ['no token', { authorization: '' }, asked, '400 BAD_REQUEST'],
  ['a token without its trailing dot', { authorization: `Bearer ${token().slice(0, -1)}` }, asked, '400 BAD_REQUEST'],
  ['a token for another provider', { authorization: `Bearer ${token('https://x/A1/')}` }, asked, '400 BAD_REQUEST'],
  ['a token that names nobody', { authorization: without('{}') }, asked, '400 BAD_REQUEST'],
  ['another media type', { 'content-type': 'text/plain' }, asked, '415 UNSUPPORTED_MEDIA_TYPE'],
  ['a body that is none', {}, '{', '422 INVALID_RESOURCE'],
  ['nobody asked about', {}, parameters(problems), '422 INVALID_PARAMETER'],
  ['nothing asked for', {}, parameters(number), '422 INVALID_PARAMETER'],
  ['a mandatory part left out', {}, parameters(number, { name: 'includeAllergies' }), '422 INVALID_PARAMETER'],
  [
    'a wrong check digit',
    {},
    parameters({ ...number, valueIdentifier: { ...number.valueIdentifier, value: '9990000019' } }, problems),
    '400 INVALID_NHS_NUMBER',
  ],
  [
    'another identifier system',
    {},
    parameters({ ...number, valueIdentifier: { system: 'urn:x', value: '1' } }, problems),
    '400 INVALID_IDENTIFIER_SYSTEM',
  ],
] as const)('the provider meets %s as the specification says', async (_, headers, body, expected) => {
  expect(await answerTo(headers, body)).toBe(expected);
});

test('a token that has run out is refused, and another practice is not here', async () => {
  practice.clock.advance(10 * 60_000);
  expect(await answerTo({}, asked)).toBe('400 BAD_REQUEST');
  practice.clock.advance(-10 * 60_000);
  expect(await answerTo({}, asked, PATH.replace('C82999', 'C82997'))).toBe('404 ORGANISATION_NOT_FOUND');
});
