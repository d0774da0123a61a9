import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import type { Ask, Door } from '../../schema/capabilities';
import { GraphRefusal } from '../../schema/errors';
import type { OdsCode } from '../../schema/identifiers';
import { withSharedValues } from '../../schema/sdl';
import { executable } from '../execute';
import type { ReferenceResolver, Resolver, SubgraphContext } from '../subgraph';
import { buildSubgraphServer } from './server';

const asked: Ask[] = [];
const batches: string[][] = [];

const BATCH = Symbol('batch');
const load = (context: SubgraphContext, id: string): Promise<string> => {
  const batch = context.once(BATCH, () => {
    const ids: string[] = [];
    batches.push(ids);
    return ids;
  });
  batch.push(id);
  return Promise.resolve(`Thing ${id}`);
};

const subgraph = executable(
  {
    name: 'things',
    typeDefs: parse(
      withSharedValues('type Query { ok: Boolean } type Thing @key(fields: "id") { id: ID!  name: String }'),
    ),
    resolvers: {
      Query: { ok: ((_source, _args, { ask }) => asked.push(ask) > 0) as Resolver },
      Thing: {
        __resolveReference: (async ({ id }, context) => ({ id, name: await load(context, id) })) as ReferenceResolver,
      },
    },
  },
  { error: () => undefined },
);

let app: FastifyInstance;
let ready = true;
beforeAll(() => {
  app = buildSubgraphServer({
    subgraph,
    door: {} as Door,
    clock: { millis: () => 10_000_000_000 },
    ready: () => ready,
    authenticate: ({ authorization }) =>
      Promise.resolve(
        authorization === 'Bearer good'
          ? {
              viewer: {
                userId: 'u',
                name: 'n',
                role: 'nurse',
                roleProfileId: 'UNK',
                organisation: 'RWE' as OdsCode,
                organisationName: 'o',
                wards: [],
              },
              purpose: 'TREAT',
              client: 'c',
            }
          : new GraphRefusal('UNAUTHENTICATED', 'No valid access token.'),
      ),
  });
});
afterAll(() => app.close());

const post = (payload: object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/graphql', payload, headers: { authorization: 'Bearer good', ...headers } });

test('verifies the forwarded token itself', async () => {
  const response = await post({ query: '{ ok }' }, { authorization: 'Bearer forged' });
  expect(response.statusCode).toBe(401);
  expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

test('keeps to the time that the gateway leaves, its request id and operation; more time than its own is cut', async () => {
  const headers = { 'x-time-left': '700', 'x-request-id': 'request-0001', 'x-operation-name': 'WardBoard' };
  expect((await post({ query: '{ ok }' }, headers)).json()).toEqual({ data: { ok: true } });
  expect(asked.at(-1)).toMatchObject({ deadline: 10_000_000_700, requestId: 'request-0001', operation: 'WardBoard' });
  await post({ query: '{ ok }' }, { 'x-time-left': '9999999' });
  expect(asked.at(-1)).toMatchObject({ deadline: 10_000_010_000, operation: 'anonymous' });
});

test('entities of one request share its store, requests do not', async () => {
  const query = 'query E($r: [_Any!]!) { _entities(representations: $r) { ... on Thing { name } } }';
  const variables = {
    r: [
      { __typename: 'Thing', id: '1' },
      { __typename: 'Thing', id: '2' },
    ],
  };
  expect((await post({ query, variables })).json()).toEqual({
    data: { _entities: [{ name: 'Thing 1' }, { name: 'Thing 2' }] },
  });
  await post({ query, variables });
  expect(batches).toEqual([
    ['1', '2'],
    ['1', '2'],
  ]);
});

test('answers the operation that is named, of several', async () => {
  const query = 'query A { one: ok } query B { two: ok }';
  expect((await post({ query, operationName: 'B' })).json()).toEqual({ data: { two: true } });
  expect((await post({ query: 'query A { one: ok }' })).json()).toEqual({ data: { one: true } });
});

test('takes JSON only, as the gateway does', async () => {
  const response = await app.inject({
    ...{ method: 'POST', url: '/graphql', payload: '{ ok }' },
    headers: { authorization: 'Bearer good', 'content-type': 'text/plain' },
  });
  expect([response.statusCode, response.json()]).toMatchObject([
    415,
    { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
  ]);
});

test('says whether it is ready', async () => {
  expect((await app.inject({ url: '/health/ready' })).statusCode).toBe(200);
  expect((await app.inject({ url: '/health/ready' })).json()).toEqual({ status: 'ready', subgraph: 'things' });
  ready = false;
  expect((await app.inject({ url: '/health/ready' })).json()).toEqual({ status: 'not ready', subgraph: 'things' });
  expect((await app.inject({ url: '/health/ready' })).statusCode).toBe(503);
  expect((await app.inject({ url: '/health/live' })).statusCode).toBe(200);
});
