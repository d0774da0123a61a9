import { testAsk } from '../testing/ask';
import { fakeEngine } from '../testing/fake-engine';
import { graphError } from '../../subgraphs/errors';
import type { Engine, JsonObject } from './engine';
import { locatedIn } from './locations';

/** What a front-end developer is told of a request that is wrong: where, what, and what would be right. */
let engine: Engine;
beforeAll(async () => {
  engine = await fakeEngine('in process');
});
afterAll(() => engine.close());

const told = async (query: string, variables: JsonObject = {}) => {
  const { errors = [] } = await engine.execute({ query, variables, ask: testAsk(), forwarded: {} });
  expect(JSON.stringify(errors)).not.toContain('9990000018');
  return errors.map(({ message, locations, path }) => ({ message, locations, path }));
};

test.each([
  ['syntax', '{\n  wards {\n    name', 'Syntax Error: Expected Name, found something else.', { line: 3, column: 9 }],
  ['a field', '{\n  wards { shoes } }', 'Cannot query field "shoes" on type "Ward".', { line: 2, column: 11 }],
  [
    'a subscription',
    'subscription { wards { name } }',
    'There are no subscriptions here: ask again instead.',
    { line: 1, column: 1 },
  ],
  ['a mutation', 'mutation { heal }', 'There are no mutations here.', { line: 1, column: 1 }],
  [
    'a literal of an enum',
    '{ stays(filter: { kinds: [AUNT] }) { bed } }',
    'Argument "filter.kinds": Not one of the values of Kind, which are DAY_CASE, IN_PATIENT.',
    { line: 1, column: 27 },
  ],
  [
    'text for an enum',
    '{ stays(filter: { kinds: ["9990000018"] }) { bed } }',
    'Argument "filter.kinds": Not one of the values of Kind, which are DAY_CASE, IN_PATIENT.',
    { line: 1, column: 27 },
  ],
  [
    "a variable's default",
    'query Q($kind: Kind = AUNT) { stays(filter: { kinds: [$kind] }) { bed } }',
    'Variable "$kind": Not one of the values of Kind, which are DAY_CASE, IN_PATIENT.',
    { line: 1, column: 23 },
  ],
])('%s: in words, with its place', async (_what, query, message, location) => {
  expect((await told(query))[0]).toEqual({ message, locations: [location], path: undefined });
});

const FILTERED = 'query Q($f: StayFilter) { stays(filter: $f) { bed } }';
test.each([
  [
    'a scalar of ours',
    'query Q($n: NhsNumber) { who: search(term: $n) { name } }',
    { n: '9990000018 x' },
    'Variable "$n" of type "NhsNumber" has an invalid value: Not a valid NhsNumber',
  ],
  [
    'a number',
    'query Q($n: Int!) { stays(first: $n) { bed } }',
    { n: '9990000018' },
    'Variable "$n" of type "Int!" has an invalid value: Int cannot represent non-integer value.',
  ],
  [
    'an enum',
    FILTERED,
    { f: { kinds: ['IN_PATIENT', '9990000018" at "x" does not exist in "Guest" enum'] } },
    'Variable "$f" of type "StayFilter" has an invalid value at "f.kinds[1]": Not one of the values of Kind, which are DAY_CASE, IN_PATIENT.',
  ],
  [
    'a field that is not there',
    FILTERED,
    { f: { '9990000018': 'x' } },
    'Variable "$f" of type "StayFilter" has an invalid value: A field is given that StayFilter has not.',
  ],
  [
    'something else than an object',
    FILTERED,
    { f: '9990000018 at "f.kinds"' },
    'Variable "$f" of type "StayFilter" has an invalid value: Expected type "StayFilter" to be an object.',
  ],
  [
    'nothing',
    'query Q($n: Int!) { stays(first: $n) { bed } }',
    {},
    'Variable "$n" of required type "Int!" was not provided.',
  ],
])('a variable that is %s, and was to be another, names its type', async (_what, query, variables, message) => {
  for (const _time of ['planned', 'known']) {
    const [error] = await told(query, variables);
    expect(error?.message).toBe(message);
    expect(error?.locations?.[0]?.line).toBe(1);
  }
});

test('a literal that a subgraph refuses names its argument, at its field', async () => {
  expect(await told('{\n  who: search(term: "9990000018 x") { name }\n}')).toEqual([
    { message: 'Argument "term": Not a valid NhsNumber', locations: [{ line: 2, column: 3 }], path: ['who'] },
  ]);
});

test("an error at a field says every place where it is selected, in the client's own text", async () => {
  const query = `query Other { wards { name } }
query Moods {
  patients { ...Mood ... on Patient { how: mood } }
}
fragment Mood on Patient { ...Same ...Same }
fragment Same on Patient { how: mood }`;
  const { errors } = await engine.execute({ query, operationName: 'Moods', ask: testAsk(), forwarded: {} });
  expect(errors?.map(({ path, locations }) => [path, locations])).toEqual(
    [0, 1].map((at) => [
      ['patients', at, 'how'],
      [
        { line: 6, column: 28 },
        { line: 3, column: 39 },
      ],
    ]),
  );
});

/** A few hundred tokens; walked naively, more steps than there is time for. */
const doubling = (field: string): string => {
  const chain = Array.from({ length: 200 }, (_, n) => `fragment F${n} on Patient { ...F${n + 1} ...F${n + 1} }`);
  return `{ patient(id: "p1") { ...F0 } } ${chain.join(' ')} fragment F200 on Patient { ${field} }`;
};

test('fragments that spread the next one twice are answered', async () => {
  const { data, errors } = await engine.execute({ query: doubling('mood'), ask: testAsk(), forwarded: {} });
  expect(data).toEqual({ patient: { mood: null } });
  expect(errors).toMatchObject([{ path: ['patient', 'mood'] }]);
});

test('fragments that spread the next one twice are looked through once', () => {
  const query = doubling('mood');
  const [error] = locatedIn({ query }, [graphError('INTERNAL', 'A fault.', { path: ['patient', 'mood'] })]);
  expect(error?.locations).toEqual([{ line: 1, column: query.indexOf('mood') + 1 }]);
});
