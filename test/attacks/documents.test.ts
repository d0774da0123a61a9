import { startProduction, type Production } from './production';

/** Documents that cost little to send and much to answer. The same at a subgraph's own port: subgraphs/server/limits.test.ts. */
let product: Production;
beforeAll(async () => {
  product = await startProduction();
});
afterAll(() => product.close());

const many = (count: number, of: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => of(n)).join(' ');
const patient = (n: number): string => `p${n}: patient(id: "pt_${n}") { id }`;

test.each([
  ['an alias flood', `{ viewer { ${many(51, (n) => `n${n}: name`)} } }`],
  ['a login flood: one person after another under aliases', `{ ${many(51, patient)} }`],
  ['a directive flood', `{ viewer { ${many(51, () => 'name @include(if: true)')} } }`],
  ['one field, asked for again and again', `{ viewer { ${many(101, () => 'name')} } }`],
  ['more of the root than anybody needs', `{ ${many(21, () => 'viewer { name }')} }`],
  ['ever deeper', `{ patient(id: "pt_1") { ${'currentEncounter { patient { '.repeat(8)} id ${'} } '.repeat(8)} } }`],
  [
    'fragments that spread the next one twice, sixty times over',
    `{ patient(id: "pt_1") { ...F0 } } ${many(60, (n) => `fragment F${n} on Patient { currentEncounter { patient { ...F${n + 1} ...F${n + 1} } } }`)} fragment F60 on Patient { id }`,
  ],
  ['more tokens than a person writes', `{ viewer { ${many(5_000, () => 'name')} } }`],
  [
    'pages of pages',
    '{ encounters(first: 100) { nodes { patient { labReports(first: 100) { nodes { results { code { text } } } } } } } }',
  ],
])('%s is too costly, and nobody is asked', async (_what, query) => {
  const asked = jest.fn();
  product.archive((_request, response) => {
    asked();
    response.writeHead(404).end();
  });
  const { status, codes, text } = await product.ask(query);
  expect([status, codes, text.includes('"data"')]).toEqual([200, ['TOO_COSTLY'], false]);
  expect(asked).not.toHaveBeenCalled();
});

test.each([
  ['a fragment of itself', '{ viewer { ...A } } fragment A on Viewer { name ...A }'],
  [
    'a ring of fragments',
    `{ viewer { ...F0 } } ${many(9, (n) => `fragment F${n} on Viewer { name ...F${(n + 1) % 9} }`)}`,
  ],
  ['a ring that nobody uses', '{ viewer { name } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }'],
  ['hundreds of operations', many(300, (n) => `query Q${n} { viewer { name } }`)],
  ['two operations, and neither asked for', 'query A { viewer { name } } query B { viewer { name } }'],
  ['brackets that never close', '{ viewer '.repeat(1_000)],
  ['a name a megabyte long', `{ ${'x'.repeat(900_000)} }`],
  ['defer, which is not served', '{ viewer { ... @defer { name } } }'],
])('%s is refused as what it is', async (_what, query) => {
  const { status, codes, text } = await product.ask(query);
  expect([status, text.includes('"data"')]).toEqual([200, false]);
  expect(codes).toEqual(['BAD_USER_INPUT']);
});

test('after all of it, it answers', async () => {
  expect(await product.ask('{ viewer { name } }')).toMatchObject({ status: 200, codes: [] });
});
