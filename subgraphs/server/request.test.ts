import fc from 'fast-check';
import { operationName, requestId } from './request';

it.each([
  ['query WardBoard { a }', 'WardBoard'],
  ['# Q9: bed state, # of beds\n# by ward\n  query BedState($w: ID!) { a }', 'BedState'],
  ['#\r\n#\r\nmutation Replay { a }', 'Replay'],
  ['# query Hidden { a }\n{ a }', 'anonymous'],
  ['query P9990000018 { a }', 'anonymous'],
  ['query P_999_000_0018 { a }', 'anonymous'],
])('calls %j %s', (query, name) => {
  expect(operationName(undefined, query)).toBe(name);
});

it('is not slowed down by a text made to slow it down', () => {
  expect(operationName(undefined, `${'#\n,'.repeat(20_000)}{ a }`)).toBe('anonymous');
});

const given = (id: string): string => requestId({ 'x-request-id': id });

it.each([
  'ward-12-0001',
  '0192f0c1-7a55-7c3e-b1d4-6f2a90c3e817',
  '4bf92f3577b34da6a3ce929d0e0e4736',
  '4bf9213577b34da6a3ce929d0e012345',
])('keeps the request id %s', (id) => expect(given(id)).toBe(id));

it.each([
  '9990000018',
  '999-000-0018',
  'nhs.999.000.0018',
  'req-999_000_0018-1',
  '9-9-9-0-0-0-0-0-1-8',
  '99900000-18aa-4bbb-8ccc-ddddddddddee',
  '9990000018aa4bbb8cccddddddddddee',
  'visit-S9900009',
  'born-19480302',
  'line\nbreak-in-it',
  '\u001b[2Jclear-the-screen',
])('makes an id of its own in place of %j', (id) => expect(given(id)).not.toBe(id));

it('keeps no ten digits of a caller’s, however they are set apart', () => {
  const separator = fc.constantFrom('', '-', '.', '_', '--', '._-');
  const number = fc
    .tuple(fc.array(fc.tuple(fc.nat(9), separator), { minLength: 10, maxLength: 10 }), fc.constantFrom('', 'x', 'id-'))
    .map(([digits, before]) => before + digits.flat().join(''));
  fc.assert(
    fc.property(number, (id) => given(id) !== id),
    { numRuns: 200 },
  );
});
