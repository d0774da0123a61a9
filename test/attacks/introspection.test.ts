import { startProduction, type Production } from './production';

/** The schema by the back door. It is no secret; what is shown here is that no port tells it, nor helps to guess it. */
let product: Production;
beforeAll(async () => {
  product = await startProduction();
});
afterAll(() => product.close());

test.each([
  ['plainly', '{ __schema { types { name } } }'],
  ['by one type', '{ __type(name: "Patient") { fields { name } } }'],
  ['in a fragment', '{ ...S } fragment S on Query { __schema { types { name } } }'],
  [
    'in a fragment of a fragment',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { s: __schema { types { name } } }',
  ],
  ['inline', '{ ... on Query { ... { __schema { queryType { name } } } } }'],
  ['beside a question that is in order', '{ viewer { name } __schema { types { name } } }'],
  [
    'in an operation that is not the one asked for',
    'query A { viewer { name } } query B { __schema { types { name } } }',
  ],
  ['by skipping nothing', '{ __schema @skip(if: false) { types { name } } }'],
  ['as a subgraph is asked', '{ _service { sdl } }'],
  ['for an entity, as a subgraph is asked', '{ _entities(representations: []) { __typename } }'],
])('is not told: asked %s', async (_how, query) => {
  const { text, codes } = await product.ask(query);
  expect(codes).toEqual(['BAD_USER_INPUT']);
  expect(text).not.toMatch(/"data"|"fields"|"sdl"|directive @/);
});

test.each([
  ['a field', '{ patiend(id: "1") { id } }'],
  ['a field below', '{ viewer { nam } }'],
  ['an argument', '{ patient(idd: "1") { id } }'],
  ['a type', '{ viewer { ... on Viever { name } } }'],
  ['an enum value', '{ messages(filter: { states: [HELDD] }) { nodes { id } } }'],
  ['an input field', '{ messages(filter: { stat: [] }) { nodes { id } } }'],
  ['a directive', '{ viewer @incl { name } }'],
])('no name is suggested in place of %s that is misspelt', async (_what, query) => {
  const { text, codes } = await product.ask(query);
  expect(codes).toEqual(['BAD_USER_INPUT']);
  expect(text).not.toMatch(/did you mean/i);
});

test('neither the explorer nor any page hands it out', async () => {
  for (const path of [
    '/',
    '/explorer',
    '/graphql',
    '/graphql?query={__schema{types{name}}}',
    '/schema.graphql',
    '/sdl',
  ]) {
    const response = await fetch(`${product.url}${path}`);
    expect(await response.text()).not.toMatch(/"__schema"|type Query|join__/);
  }
});
