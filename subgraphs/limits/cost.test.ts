import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { buildSchema } from 'graphql';
import { clientSchema } from '../../gateway/federation/client-schema';
import { costMeter } from './cost';
import { DEFAULT_LIMITS } from './document-limits';

const schema = buildSchema(`
  scalar _Any
  type Query { wards(first: Int): WardConnection listed(first: Int): [Ward!]! ward: Ward place: Place
    found: Found search(codes: [ID!], filter: Filter): Ward count(codes: [ID!]): Int _entities(representations: [_Any!]!): [Found]! }
  interface Place { codes: [Code!]! }
  union Found = Ward | Bed
  type WardConnection { nodes: [Ward!]! others: [Ward!]! pageInfo: PageInfo! }
  input Filter { wards: [ID!] among: [Filter!] }
  type PageInfo { hasNextPage: Boolean! }
  type Ward implements Place { name(of: [ID!]): String! beds(first: Int = 10): BedConnection latest: WardConnection codes: [Code!]! nodes: [Code!]! }
  type BedConnection { nodes: [Bed!]! pageInfo: PageInfo! }
  type Bed { name: String! }
  type Code { code: String! }
`);
const meter = costMeter(schema, 1_000);
const costOf = (query: string, variables = {}): number => meter.costOf(query, undefined, variables);

test.each<[string, string, Record<string, unknown>, number]>([
  ['one object', '{ ward { name } }', {}, 1],
  ['a page by default', '{ wards { nodes { name } } }', {}, 21],
  ['a page as written', '{ wards(first: 5) { nodes { name } } }', {}, 6],
  ['a page of its own size', '{ ward { beds { nodes { name } } } }', {}, 12],
  ['a page as given', 'query Q($n: Int) { wards(first: $n) { nodes { name } } }', { n: 7 }, 8],
  ['a page of a variable that is not given', 'query Q($n: Int) { wards(first: $n) { nodes { name } } }', {}, 21],
  ['a page of the operation’s own size', 'query Q($n: Int = 3) { wards(first: $n) { nodes { name } } }', {}, 4],
  [
    'pages within pages',
    '{ wards(first: 5) { nodes { beds(first: 4) { nodes { name } } } } }',
    {},
    1 + 5 * (1 + 1 + 4),
  ],
  [
    'what is said once of a page',
    '{ wards(first: 5) { nodes { name } others { codes { code } } pageInfo { hasNextPage } } }',
    {},
    1 + 5 * 1 + 3 * (1 + 3) + 1,
  ],
  [
    'a page by way of fragments, each time with its own size',
    '{ a: wards(first: 5) { ...P } b: wards(first: 2) { ...P } } fragment P on WardConnection { nodes { name } pageInfo { hasNextPage } }',
    {},
    1 + 5 + 1 + (1 + 2 + 1),
  ],
  ['rows of what has no page size', '{ ward { latest { nodes { codes { code } } pageInfo { hasNextPage } } } }', {}, 7],
  ['a list with a page size that is no page', '{ listed(first: 5) { codes { code } } }', {}, 1 + 5 * 3],
  ['parts of a record', '{ ward { codes { code } } }', {}, 4],
  ['parts that are called as rows of a page are', '{ ward { nodes { code } } }', {}, 4],
  ['parts of whatever it is', '{ place { codes { code } } }', {}, 4],
  ['parts of one of several', '{ found { __typename ... on Ward { codes { code } } } }', {}, 4],
  ['parts under a condition', '{ ward { ... @include(if: true) { codes { code } } } }', {}, 4],
  ['an entity that is no list', '{ _entities(representations: {id: 1}) { ... on Ward { codes { code } } } }', {}, 4],
  [
    'entities in a list',
    '{ _entities(representations: [{id: 1}, {id: 2}]) { ... on Ward { codes { code } } } }',
    {},
    8,
  ],
  ['a fragment, twice', '{ a: ward { ...W } b: ward { ...W } } fragment W on Ward { codes { code } }', {}, 8],
  ['what is no document', '{ ward {', {}, 0],
  ['what is on no type', '{ ward { codes { code } ... on Nobody { codes { code } } } }', {}, 4],
  ['what is no field', '{ ward { codes { code } nobody { code } __typename } __schema { types { name } } }', {}, 4],
  ['what is no fragment', '{ ward { codes { code } ...Nobody } }', {}, 4],
])('%s', (_what, query, variables, expected) => expect(costOf(query, variables)).toBe(expected));

test.each<[string, unknown, number]>([
  ['a list of entities', [{ id: 1 }, { id: 2 }], 8],
  ['one that is no list', { id: 1 }, 4],
])('%s, given', (_what, r, expected) => {
  const query = 'query E($r: [_Any!]!) { _entities(representations: $r) { ... on Ward { codes { code } } } }';
  expect(costOf(query, { r })).toBe(expected);
});

const A_LIST = Array.from({ length: 170_000 }, () => 'RWE');
test.each<[string, string, Record<string, unknown>, number]>([
  ['written out', '{ search(codes: ["a", "b"]) { name } }', {}, 3],
  ['written out, in a filter', '{ search(filter: { wards: ["a"], among: [{ wards: ["b"] }] }) { name } }', {}, 4],
  ['given', 'query Q($c: [ID!]) { search(codes: $c) { name } }', { c: A_LIST }, 170_001],
  ['given in a filter', 'query Q($f: Filter) { search(filter: $f) { name } }', { f: { wards: A_LIST } }, 170_001],
  [
    'given to half',
    'query Q($c: [ID!]) { search(filter: { wards: $c }, codes: ["a"]) { name } }',
    { c: ['b', 'c'] },
    4,
  ],
  ['of the operation’s own', 'query Q($c: [ID!] = ["a", "b"]) { search(codes: $c) { name } }', {}, 3],
  ['given in place of its own', 'query Q($c: [ID!] = ["a", "b"]) { search(codes: $c) { name } }', { c: ['a'] }, 2],
  ['refused in place of its own', 'query Q($c: [ID!] = ["a", "b"]) { search(codes: $c) { name } }', { c: null }, 1],
  ['of a field that is no object', 'query Q($c: [ID!]) { count(codes: $c) }', { c: ['a', 'b'] }, 2],
  ['for each row', 'query Q($c: [ID!]) { wards(first: 5) { nodes { name(of: $c) } } }', { c: ['a', 'b'] }, 1 + 5 * 3],
  ['that is no list', 'query Q($c: [ID!]) { search(codes: $c) { name } }', { c: 'RWE' }, 1],
])('what a list names costs each, %s', (_what, query, variables, expected) =>
  expect(costOf(query, variables)).toBe(expected),
);

test('of several operations, the one that is meant', () => {
  const query = 'query A { ward { name } } query B { ward { codes { code } } }';
  expect(['A', 'B', 'C', ''].map((name) => meter.costOf(query, name, {}))).toEqual([1, 4, 0, 1]);
});

/** How many of these texts, asked one after the other, were worked out anew: each has one operation. */
const readsOf = (...texts: readonly string[]): number => {
  const { costOf: measure } = costMeter(schema, 20_000);
  const root = jest.spyOn(schema, 'getRootType');
  for (const text of texts) measure(text, undefined, {});
  const reads = root.mock.calls.length;
  root.mockRestore();
  return reads;
};
const one = '{ ward { name } }';
const others = (count: number): string[] => Array.from({ length: count }, (_, n) => `{ ward { name a${n}: name } }`);

test('a text is worked out once while it is among the last thousand, so that a stream of them cannot fill the memory', () => {
  expect(readsOf(one, ...others(999), one)).toBe(1_000);
  expect(readsOf(one, ...others(999), one, '{ ward { b: name } }', one)).toBe(1_001);
  expect(readsOf(one, ...others(1_000), one)).toBe(1_002);
});

test('a text that is longer than anybody’s own is worked out each time', () => {
  expect([16_384, 16_385].map((length) => readsOf(one.padEnd(length), one.padEnd(length)))).toEqual([1, 2]);
});

test('the same text costs by its variables, each time anew', () => {
  const query = 'query Q($n: Int) { wards(first: $n) { nodes { ...W } } } fragment W on Ward { codes { code } }';
  expect([1, 100, 1].map((n) => costOf(query, { n }))).toEqual([5, 401, 5]);
});

test('what was asked with is let go: a thousand texts with a megabyte each would fill the memory', async () => {
  const asked = (): WeakRef<object> => {
    const variables = { c: ['a'] };
    costOf('query Q($c: [ID!]) { search(codes: $c) { ...W } } fragment W on Ward { name }', variables);
    return new WeakRef(variables);
  };
  const before = asked();
  await new Promise((resolve) => setImmediate(resolve));
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  expect(before.deref()).toBeUndefined();
});

test('a fragment that spreads itself, or the next one twice three hundred times over, is measured and done with', () => {
  expect(costOf('{ ward { ...A } } fragment A on Ward { name ...A }')).toBe(1);
  const nested = Array.from({ length: 300 }, (_, n) => `fragment F${n} on Ward { ...F${n + 1} ...F${n + 1} }`).join(
    ' ',
  );
  expect(costOf(`{ ward { ...F0 } } ${nested.slice(0, 5_000)}`)).toBe(0);
  expect(
    costOf(
      `{ ward { ...F280 } } ${nested.slice(nested.indexOf('fragment F280 '))} fragment F300 on Ward { codes { code } }`,
    ),
  ).toBeGreaterThan(1_000_000);
});

const rounded = (query: string, variables = {}): (readonly [string, number])[] =>
  meter
    .dearest(query, undefined, variables)
    .map(({ path, share }) => [path.join('.'), Math.round(share * 100)] as const);

describe('the dearest fields', () => {
  test.each<[string, string, (readonly [string, number])[]]>([
    // 1 + 10 × (1 + 1 + 50) = 521, of which the beds are 10 × 51.
    [
      'the deepest that asks for half or more',
      '{ wards(first: 10) { nodes { name beds(first: 50) { nodes { name } } codes { code } } } }',
      [['wards.nodes.beds.nodes', 91]],
    ],
    [
      'two beside each other, where only both together do',
      '{ wards(first: 10) { nodes { a: beds(first: 8) { nodes { name } } b: beds(first: 6) { nodes { name } } codes { code } } } }',
      [
        ['wards.nodes.a', 45],
        ['wards.nodes.b', 35],
      ],
    ],
    [
      'of the root, the first two whatever they ask for',
      '{ a: ward { name } b: wards(first: 4) { nodes { name } } c: wards(first: 3) { nodes { name } } d: wards(first: 2) { nodes { name } } }',
      [
        ['b', 38],
        ['c', 31],
      ],
    ],
    [
      'a fragment counts each time it is spread',
      '{ wards(first: 4) { ...P ...P } ward { name } } fragment P on WardConnection { nodes { ...W } pageInfo { hasNextPage } } fragment W on Ward { codes { code } }',
      [['wards.nodes.codes', 67]],
    ],
    [
      'rows and what is said once beside them',
      '{ wards(first: 1) { nodes { name } others { beds(first: 20) { nodes { name } } } pageInfo { hasNextPage } } }',
      [['wards.others.beds.nodes', 87]],
    ],
    ['a field of its own long list', '{ ward { name(of: ["a", "b", "c"]) } }', [['ward.name', 75]]],
    ['nothing of what costs nothing', '{ count }', []],
    [
      'a fragment that spreads itself',
      '{ ward { ...A } } fragment A on Ward { codes { code } latest { nodes { ...A } } }',
      [['ward.codes', 50]],
    ],
  ])('%s', (_what, query, expected) => expect(rounded(query)).toEqual(expected));

  test('by the variables given', () => {
    const query =
      'query Q($n: Int, $m: Int) { ward { a: beds(first: $n) { nodes { name } } b: beds(first: $m) { nodes { name } } } }';
    expect(rounded(query, { n: 60, m: 1 })).toEqual([['ward.a.nodes', 94]]);
    expect(rounded(query, { n: 1, m: 60 })).toEqual([['ward.b.nodes', 94]]);
  });

  test('none of more than a number holds', () => {
    const real = costMeter(schema, 20_000);
    const spread = Array.from({ length: 1_100 }, (_, n) => `fragment F${n} on Ward { ...F${n + 1} ...F${n + 1} }`);
    const query = `{ ward { ...F0 } } ${spread.join(' ')} fragment F1100 on Ward { codes { code } }`;
    expect(real.costOf(query, undefined, {})).toBe(Infinity);
    expect(real.dearest(query, undefined, {})).toEqual([]);
  });
});

test('long lists cost what they may hold', async () => {
  const real = costMeter(await clientSchema(), DEFAULT_LIMITS.tokens);
  const related =
    '{ messages(first: 1) { nodes { related { message { related { message { related { message { id } } } } } } } } }';
  expect(real.costOf(related, undefined, {})).toBeGreaterThan(DEFAULT_LIMITS.cost);
  const unjudged =
    '{ earlyWarnings(first: 1) { notAssessed { patient { labReports(first: 100) { nodes { results { valueText } } } } } } }';
  expect(real.costOf(unjudged, undefined, {})).toBeGreaterThan(DEFAULT_LIMITS.cost);
});

test('every kept query costs less than a quarter of what may be asked', async () => {
  const real = costMeter(await clientSchema(), DEFAULT_LIMITS.tokens);
  const folder = join(__dirname, '../../docs/queries');
  const kept = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  const costs = kept.map((file): [string, number] => {
    const variables = JSON.parse(readFileSync(join(folder, file.replace(/graphql$/, 'json')), 'utf8')) as object;
    return [file, real.costOf(readFileSync(join(folder, file), 'utf8'), undefined, { ...variables })];
  });
  expect(costs.filter(([, cost]) => cost === 0 || cost > DEFAULT_LIMITS.cost / 4)).toEqual([]);
});
