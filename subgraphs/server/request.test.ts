import { operationName } from './request';

it.each([
  ['query WardBoard { a }', 'WardBoard'],
  ['# Q9: bed state, # of beds\n# by ward\n  query BedState($w: ID!) { a }', 'BedState'],
  ['#\r\n#\r\nmutation Replay { a }', 'Replay'],
  ['# query Hidden { a }\n{ a }', 'anonymous'],
  ['query P9990000018 { a }', 'anonymous'],
])('calls %j %s', (query, name) => {
  expect(operationName(undefined, query)).toBe(name);
});

it('is not slowed down by a text made to slow it down', () => {
  expect(operationName(undefined, `${'#\n,'.repeat(20_000)}{ a }`)).toBe('anonymous');
});
