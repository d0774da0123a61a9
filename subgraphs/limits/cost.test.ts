import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { clientSchema } from '../../gateway/federation/client-schema';
import { costMeter } from './cost';
import { DEFAULT_LIMITS } from './document-limits';

const meter = costMeter(
  buildSchema(`
    type Query { wards(first: Int = 20): WardConnection ward: Ward }
    type WardConnection { nodes: [Ward!]! others: [Ward!]! pageInfo: PageInfo! }
    type PageInfo { hasNextPage: Boolean! }
    type Ward { name: String! beds(first: Int = 10): BedConnection codes: [Code!]! }
    type BedConnection { nodes: [Bed!]! pageInfo: PageInfo! }
    type Bed { name: String! }
    type Code { code: String! }
  `),
  1_000,
);
const costOf = (query: string, variables = {}): number => meter.costOf(query, undefined, variables);

test.each<[string, string, Record<string, unknown>, number]>([
  ['one object', '{ ward { name } }', {}, 1],
  ['a page by default', '{ wards { nodes { name } } }', {}, 21],
  ['a page as written', '{ wards(first: 5) { nodes { name } } }', {}, 6],
  ['a page as given', 'query Q($n: Int) { wards(first: $n) { nodes { name } } }', { n: 7 }, 8],
  [
    'pages within pages',
    '{ wards(first: 5) { nodes { beds(first: 4) { nodes { name } } } } }',
    {},
    1 + 5 * (1 + 1 + 4),
  ],
  ['parts of a record', '{ ward { codes { code } } }', {}, 4],
  ['a fragment, twice', '{ a: ward { ...W } b: ward { ...W } } fragment W on Ward { codes { code } }', {}, 8],
  ['what is no document', '{ ward {', {}, 0],
])('%s', (_what, query, variables, expected) => expect(costOf(query, variables)).toBe(expected));

test('the same text costs by its variables, each time anew', () => {
  const query = 'query Q($n: Int) { wards(first: $n) { nodes { ...W } } } fragment W on Ward { codes { code } }';
  expect([1, 100, 1].map((n) => costOf(query, { n }))).toEqual([5, 401, 5]);
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
