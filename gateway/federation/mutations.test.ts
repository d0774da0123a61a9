import { compose } from '../../schema/compose';
import { withSharedValues } from '../../schema/sdl';
import { graphError } from '../../subgraphs/errors';
import type { SubgraphResponse } from '../../subgraphs/execute';
import { testAsk } from '../testing/ask';
import { startApolloEngine, type ApolloEngineOptions } from './apollo-engine';
import type { SubgraphTransport } from './transport';

const SDL = {
  routes: `
    type Query { routes: Int }
    type Mutation { move(to: Int): Moved }
    type Moved { ok: Boolean  refused: String  route: Route }
    type Route { state: String  person: Patient }
    type Patient @key(fields: "id") { id: ID! }`,
  people: `
    type Query { people: Int }
    type Mutation { open: Opened }
    type Opened { until: String }
    type Patient @key(fields: "id") { id: ID!  name: String }`,
};
type Says = (call: Parameters<SubgraphTransport['execute']>[0]) => SubgraphResponse | Error;

const PERSON = { __typename: 'Patient', id: 'p1' };
const MOVED = { ok: true, refused: null, route: { state: 'LIVE', person: PERSON } };
const NAMED = { _entities: [{ _type: 'Patient', _id: 'p1', name: 'TESTER, Mavis' }] };
const WHOLE = 'mutation { move(to: 1) { ok refused route { state person { name } } } }';

const run = async (
  says: { readonly routes: Says; readonly people: Says },
  query: string,
  executor: NonNullable<ApolloEngineOptions['executor']> = 'own',
) => {
  const asked: string[] = [];
  const reached = (name: keyof typeof SDL): SubgraphTransport => ({
    execute: (call) => {
      asked.push(`${name} ${/\{(\w+)/.exec(call.query)?.[1] ?? ''} ${call.ask.giveUpAt ?? 'with all the time'}`);
      const said = says[name](call);
      return said instanceof Error ? Promise.reject(said) : Promise.resolve(structuredClone(said));
    },
    close: () => Promise.resolve(),
  });
  const engine = await startApolloEngine({
    supergraphSdl: compose(Object.entries(SDL).map(([name, sdl]) => ({ name, sdl: withSharedValues(sdl) }))),
    subgraphs: { routes: reached('routes'), people: reached('people') },
    log: { error: () => undefined },
    ...{ introspection: false, executor },
  });
  const { data, errors = [] } = await engine.execute({ query, ask: testAsk(), forwarded: {} });
  await engine.close();
  const told = errors.map(({ path, extensions: { code, retryable } }) => ({ path: path?.join('.'), code, retryable }));
  return { data: JSON.parse(JSON.stringify(data)) as unknown, told, asked };
};

const isMutation = ({ query }: { readonly query: string }): boolean => query.startsWith('mutation');
const moved: Says = () => ({ data: { move: MOVED } });
const named: Says = (call) => (isMutation(call) ? { data: { open: { until: 'noon' } } } : { data: NAMED });
const refused: Says = () => ({
  data: { move: null },
  errors: [{ ...graphError('FORBIDDEN', 'Not for this role.'), path: ['move'] }],
});
const dead: Says = () => new Error('dead');

test.each<[string, Says, Says, string]>([
  ['what was done, with what another part knows', moved, named, WHOLE],
  ['a refusal', refused, named, WHOLE],
  ['a dead part beside it', moved, dead, WHOLE],
  ['a dead part itself', dead, named, WHOLE],
  ['aliases and the name of the type', moved, named, 'mutation { __typename m: move { done: ok } o: open { until } }'],
])("is answered as Apollo's executor does: %s", async (_, routes, people, query) => {
  const own = await run({ routes, people }, query);
  const apollo = await run({ routes, people }, query, 'apollo');
  expect({ data: own.data, told: own.told }).toEqual({ data: apollo.data, told: apollo.told });
});

test('one after the other, in the order of the operation, each with all the time that is left', async () => {
  const query = 'mutation { move { ok } open { until } again: move { ok } }';
  const says: Says = ({ query: text }) => ({ data: text.includes('again') ? { again: MOVED } : { move: MOVED } });
  const { asked, data } = await run({ routes: says, people: named }, query);
  expect(asked).toEqual([
    'routes move with all the time',
    'people open with all the time',
    'routes again with all the time',
  ]);
  expect(data).toEqual({ move: { ok: true }, open: { until: 'noon' }, again: { ok: true } });
});

test('what is left out of what was done is not known: a bare null would read as none', async () => {
  const { data, told } = await run({ routes: () => ({ data: { move: { ok: true, refused: null, route: {} } } }), people: named }, WHOLE); // prettier-ignore
  expect(data).toEqual({ move: { ok: true, refused: null, route: { state: null, person: null } } });
  expect(told.map(({ path, code }) => `${code} ${path}`).sort()).toEqual([
    'INTERNAL move.route.person',
    'INTERNAL move.route.state',
  ]);
});

test('where nobody answered it may be done all the same, and is not to be sent again unseen', async () => {
  const { told } = await run({ routes: dead, people: named }, WHOLE);
  expect(told).toEqual([{ path: 'move', code: 'SUBGRAPH_UNAVAILABLE', retryable: false }]);
  const reading = await run({ routes: moved, people: dead }, WHOLE);
  expect(reading.told).toMatchObject([{ path: 'move.route.person.name', retryable: true }]);
});
