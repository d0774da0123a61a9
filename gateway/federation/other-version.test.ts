import type { FastifyInstance } from 'fastify';
import { parse, print } from 'graphql';
import { systemClock } from '../../schema/clock';
import { executable } from '../../subgraphs/execute';
import { buildSubgraphServer } from '../../subgraphs/server/server';
import { authenticateTest, closedDoor, testAsk } from '../testing/ask';
import { fakeSubgraph, fakeSupergraph, SUBGRAPHS, type FakeName } from '../testing/fake-graph';
import { startApolloEngine } from './apollo-engine';
import type { JsonObject } from './engine';
import { inProcess } from './in-process';
import { remote } from './remote';

const quiet = { error: () => undefined };

/** A subgraph as an older version had it: without what `newer` finds in its SDL. */
const older = async (name: FakeName, newer: RegExp): Promise<FastifyInstance> => {
  const { typeDefs, resolvers } = fakeSubgraph(name);
  const sdl = parse(print(typeDefs).replace(newer, ''));
  // A resolver for a field that is not there would be refused; none of those that are asked for here needs its own.
  const { Patient: _, ...others } = resolvers;
  const before = { name, typeDefs: sdl, resolvers: { ...others, Patient: { name: () => 'Name' } } };
  const server = buildSubgraphServer({
    ...{ subgraph: executable(before, quiet), door: closedDoor, authenticate: authenticateTest },
    ...{ clock: systemClock, ready: () => true },
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  return server;
};

const asked = async (name: FakeName, newer: RegExp, query: string, variables: JsonObject = {}) => {
  const server = await older(name, newer);
  const logged: object[] = [];
  const log = { error: (details: object, message: string) => void logged.push({ ...details, message }) };
  const url = server.listeningOrigin;
  const engine = await startApolloEngine({
    ...{ supergraphSdl: fakeSupergraph(), log, introspection: false },
    subgraphs: Object.fromEntries(
      SUBGRAPHS.map((each) => [
        each,
        each === name ? remote(each, url) : inProcess(executable(fakeSubgraph(each), log), closedDoor),
      ]),
    ),
  });
  const forwarded = { authorization: 'Bearer good' };
  const { data, errors = [] } = await engine.execute({ query, variables, ask: testAsk(), forwarded });
  await engine.close();
  await server.close();
  return { data, errors: errors.map(({ path, extensions: { code } }) => [path?.join('.'), code]), logged };
};

const NEW_FIELD = /\n *mood: String/;
const NEW_VALUE = /\n *IN_PATIENT/;
const NEW_INPUT = /\(filter: StayFilter, first: Int\)/;

test('a field that a subgraph of an older version has not is its failure, not the asker’s; the rest stands', async () => {
  const { data, errors, logged } = await asked(
    ...(['patients', NEW_FIELD, '{ wards { stays { patient { name mood severity } } } }'] as const),
  );
  expect(errors.sort()).toEqual(
    [0, 2].flatMap((at) =>
      ['mood', 'name'].map((field) => [`wards.1.stays.${at}.patient.${field}`, 'SUBGRAPH_UNAVAILABLE']),
    ),
  );
  expect(JSON.stringify(data)).toContain('"severity":"LOW"');
  expect(logged).toMatchObject([
    {
      subgraph: 'patients',
      refused: 'Cannot query field "mood"',
      message: expect.stringContaining('version') as string,
    },
  ]);
});

test.each([
  [
    'a value of an enum',
    NEW_VALUE,
    'query($f: StayFilter) { stays(filter: $f) { bed } }',
    { f: { kinds: ['IN_PATIENT'] } },
  ],
  ['a literal of an enum', NEW_VALUE, '{ stays(filter: { kinds: [IN_PATIENT] }) { bed } }', {}],
  ['an argument', NEW_INPUT, '{ stays(first: 1) { bed } }', {}],
])('so is %s', async (_, newer, query, variables) => {
  const { errors, logged } = await asked('encounters', newer, query, variables);
  expect(errors).toEqual([['stays', 'SUBGRAPH_UNAVAILABLE']]);
  expect(logged).toHaveLength(1);
});

test.each([
  ['a variable', 'query($n: NhsNumber) { search(term: $n) { name } }', { n: '12' }],
  ['a literal', '{ search(term: "12") { name } }', {}],
])('a scalar that only the subgraph can judge stays the asker’s own: %s', async (_, query, variables) => {
  const { errors, logged } = await asked('patients', NEW_FIELD, query, variables);
  expect(errors).toEqual([['search', 'BAD_USER_INPUT']]);
  expect(logged).toEqual([]);
});
