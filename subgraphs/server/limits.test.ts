import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import { authenticateTest, closedDoor } from '../../gateway/testing/ask';
import { systemClock } from '../../schema/clock';
import { withSharedValues } from '../../schema/sdl';
import { executable } from '../execute';
import { SUBGRAPH_LIMITS } from '../limits/document-limits';
import { openRateLimit } from '../limits/rate';
import type { ReferenceResolver } from '../subgraph';
import { buildSubgraphServer, type SubgraphServerOptions } from './server';

/** A subgraph behind somebody else's router: what ours would have refused is refused here. */
let resolved = 0;
const subgraph = executable(
  {
    name: 'things',
    typeDefs: parse(
      withSharedValues(`
        type Query { thing: Thing }
        type Thing @key(fields: "id") { id: ID!  name: String  other: Thing  parts(first: Int = 20): PartConnection }
        type PartConnection { nodes: [Part!]!  pageInfo: Pages! }
        type Part { name: String }
        type Pages { hasNextPage: Boolean! }`),
    ),
    resolvers: {
      Query: { thing: () => ({ id: '1' }) },
      Thing: {
        __resolveReference: (({ id }) => ({ id, name: String((resolved += 1)) })) as ReferenceResolver,
        parts: () => ({ nodes: [], pageInfo: { hasNextPage: false } }),
      },
    },
  },
  { error: () => undefined },
);

const served = (more: Partial<SubgraphServerOptions> = {}): FastifyInstance =>
  buildSubgraphServer({
    ...{ subgraph, door: closedDoor, authenticate: authenticateTest, clock: systemClock, ready: () => true },
    ...more,
  });
const app = served();
afterAll(() => app.close());

const ask = (payload: object, to = app) =>
  to.inject({ method: 'POST', url: '/graphql', payload, headers: { authorization: 'Bearer good' } });
const codesOf = (response: { json(): unknown }) =>
  (response.json() as { errors?: { extensions: { code: string } }[] }).errors?.map(({ extensions }) => extensions.code);

const many = (count: number, of: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => of(n)).join(' ');
const entities = (count: number, selected: string) => ({
  query: `query E($r: [_Any!]!) { _entities(representations: $r) { ... on Thing { ${selected} } } }`,
  variables: { r: Array.from({ length: count }, (_, n) => ({ __typename: 'Thing', id: String(n) })) },
});

test.each([
  ['depth', `{ thing { ${'other { '.repeat(16)} id ${'} '.repeat(16)} } }`],
  ['breadth', `{ thing { ${many(401, () => 'id')} } }`],
  ['aliases', `{ thing { ${many(201, (n) => `a${n}: id`)} } }`],
  ['directives', `{ thing { ${many(201, () => 'id @include(if: true)')} } }`],
  ['fields of the root', `{ ${many(101, () => 'thing { id }')} }`],
  ['tokens', `{ thing { id ${' '.repeat(3)} ${many(20_000, () => 'id')} } }`],
  ['cost', `{ thing { ${many(100, (n) => `p${n}: parts(first: 200) { nodes { name } }`)} } }`],
  [
    'fragments that spread the next one twice',
    `{ thing { ...F0 } } ${many(40, (n) => `fragment F${n} on Thing { other { ...F${n + 1} ...F${n + 1} } }`)} fragment F40 on Thing { id }`,
  ],
])('%s is bounded', async (_what, query) => {
  expect(codesOf(await ask({ query }))).toContain('TOO_COSTLY');
});

test('the last object that may be asked for is answered, and one more is not', async () => {
  for (const [cost, codes] of [[3, undefined] as const, [2, ['TOO_COSTLY']] as const]) {
    const bounded = served({ limits: { ...SUBGRAPH_LIMITS, cost } });
    expect(codesOf(await ask({ query: '{ thing { parts(first: 1) { nodes { name } } } }' }, bounded))).toEqual(codes);
    await bounded.close();
  }
});

test('what is refused for its cost says which field asks for it', async () => {
  const reply = await ask({ query: '{ thing { id all: parts(first: 30000) { nodes { name } } } }' });
  expect(reply.json()).toMatchObject({
    errors: [
      {
        message: 'The operation asks for 30002 objects; 20000 is the most. Dearest: thing.all.nodes (100 %).',
        extensions: { code: 'TOO_COSTLY', dearest: [{ path: ['thing', 'all', 'nodes'], share: 1 }] },
      },
    ],
  });
});

test('a fragment that spreads itself is refused', async () => {
  expect(codesOf(await ask({ query: '{ thing { ...A } } fragment A on Thing { other { ...A } }' }))).toContain(
    'BAD_USER_INPUT',
  );
});

test('entities cost each what is asked of it: a thousand may be named, and not read whole', async () => {
  expect((await ask(entities(1_000, 'name'))).json()).toMatchObject({ data: { _entities: { length: 1_000 } } });
  const before = resolved;
  expect(codesOf(await ask(entities(1_000, 'parts(first: 100) { nodes { name } }')))).toEqual(['TOO_COSTLY']);
  expect(codesOf(await ask(entities(20_001, 'name')))).toEqual(['TOO_COSTLY']);
  const literal = many(20_001, () => '{__typename:"Thing",id:"1"}');
  expect(
    codesOf(await ask({ query: `{ _entities(representations: [${literal}]) { ... on Thing { name } } }` })),
  ).toEqual(['TOO_COSTLY']);
  expect(resolved).toBe(before);
});

test('what a router asks for in the course of things passes', async () => {
  const deep = `${'other { '.repeat(14)} id ${'} '.repeat(14)}`;
  expect(codesOf(await ask(entities(100, deep)))).toBeUndefined();
});

test('a client that asks too often waits', async () => {
  const limit = openRateLimit({ perMinute: 1, of: 'things' });
  const limited = served({ admit: (who) => limit.admit(who) });
  const statuses = [
    await ask({ query: '{ thing { id } }' }, limited),
    await ask({ query: '{ thing { id } }' }, limited),
  ];
  expect(statuses.map(({ statusCode }) => statusCode)).toEqual([200, 429]);
  await limited.close();
  await limit.close();
});

test.each([
  '{ _service { sdl } }',
  '{ __schema { types { name } } }',
  '{ ...S } fragment S on Query { __type(name: "Thing") { name } }',
])('the schema is told only where that is said: %s', async (query) => {
  expect(codesOf(await ask({ query }))).toContain('BAD_USER_INPUT');
  const open = served({ introspection: true });
  expect(codesOf(await ask({ query }, open))).toBeUndefined();
  await open.close();
});
