import { parse } from 'graphql';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { subgraphSdl } from '../../schema/sdl';
import { fieldsRead } from './fields-read';

const schema = buildSubgraphSchema([{ typeDefs: parse(subgraphSdl('flow')) }]);

const asked = (
  path: string,
  capability: string,
  system = 'pas',
  answer: 'FOUND' | 'FAILED' | 'NOT_CONNECTED' = 'FOUND',
) => ({
  ...{ path, capability, system, organisation: 'RWE', answer },
});
const said = (query: string, sources: readonly ReturnType<typeof asked>[], variables = {}): readonly string[] =>
  fieldsRead(schema, parse(query), { name: undefined, variables }, sources)
    .map(({ field, capability, system }) => `${field} ${capability} ${system}`)
    .sort();

const BEDS = [
  asked('beds', 'wards'),
  asked('beds.nodes.ward', 'wards'),
  asked('beds', 'bed-state'),
  asked('beds', 'bed-housekeeping', 'nervecentre'),
];

test('a field belongs to the system that was asked for its capability, at the nearest place above it', () => {
  expect(
    said(
      '{ beds: bedState { nodes { id total cleaning ward { id name } completeness { status } } pageInfo { hasNextPage } } }',
      BEDS,
    ),
  ).toEqual([
    'Query.bedState bed-housekeeping nervecentre@RWE',
    'Query.bedState bed-state pas@RWE',
    'Query.bedState wards pas@RWE',
    'Ward.name wards pas@RWE',
    'WardBedState.cleaning bed-housekeeping nervecentre@RWE',
    'WardBedState.total bed-state pas@RWE',
    'WardBedState.ward wards pas@RWE',
  ]);
});

test('a system that failed was read from; a holder that nobody reaches was not', () => {
  const query = '{ wards { nodes { name } } }';
  expect(
    said(query, [asked('wards', 'wards', 'pas', 'FAILED'), asked('wards', 'wards', 'homes', 'NOT_CONNECTED')]),
  ).toEqual(['Query.wards wards pas@RWE', 'Ward.name wards pas@RWE']);
});

test('a field rests on everything that was asked for it, whatever it is said to belong to', () => {
  const query = '{ wards { totalCount nodes { name } } }';
  expect(said(query, [asked('wards', 'wards'), asked('wards', 'lab-reports', 'lims')])).toEqual([
    'Query.wards lab-reports lims@RWE',
    'Query.wards wards pas@RWE',
    'Ward.name wards pas@RWE',
  ]);
});

test('what is asked of an entity counts for that entity; fragments and conditions count as they hold', () => {
  const query = `query Q($r: [_Any!]!, $more: Boolean!) { _entities(representations: $r) {
    __typename ... on Bed { id ...B code @include(if: $more) } ... on Ward { name } } } fragment B on Bed { sex name }`;
  const sources = [asked('_entities', 'bed-state'), asked('_entities', 'bed-housekeeping', 'nervecentre')];
  const withCode = said(query, sources, { more: true });
  expect(withCode).toEqual([
    'Bed.code bed-state pas@RWE',
    'Bed.name bed-state pas@RWE',
    'Bed.sex bed-housekeeping nervecentre@RWE',
    // Of wards nobody was asked here: whoever was asked at that place is named rather than nobody.
    'Ward.name bed-housekeeping nervecentre@RWE',
    'Ward.name bed-state pas@RWE',
  ]);
  expect(said(query, sources, { more: false })).toEqual(withCode.filter((line) => !line.startsWith('Bed.code')));
});

test('a condition that is not given is as the operation says', () => {
  const query = `query Q($sex: Boolean! = true, $name: Boolean = true) { _entities(representations: []) {
    ... on Bed { sex @include(if: $sex) name @skip(if: $name) } } }`;
  const sources = [asked('_entities', 'bed-state')];
  expect(said(query, sources)).toEqual(['Bed.sex bed-state pas@RWE']);
  expect(said(query, sources, { sex: false, name: false })).toEqual(['Bed.name bed-state pas@RWE']);
});

test('the same operation and the same sources give the very same list', () => {
  const document = parse('{ wards { nodes { name } } }');
  const of = (system: string) =>
    fieldsRead(schema, document, { name: undefined, variables: {} }, [asked('wards', 'wards', system)]);
  expect(of('pas')).toBe(of('pas'));
  expect(of('nervecentre')).not.toBe(of('pas'));
});

test('fragments that spread the next one twice are read once', () => {
  const chain = Array.from({ length: 200 }, (_, n) => `fragment F${n} on Ward { ...F${n + 1} ...F${n + 1} }`);
  const query = `{ wards { nodes { ...F0 } } } ${chain.join(' ')} fragment F200 on Ward { name }`;
  expect(said(query, [asked('wards', 'wards')])).toEqual(['Query.wards wards pas@RWE', 'Ward.name wards pas@RWE']);
});
