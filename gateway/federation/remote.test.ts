import { EventEmitter, once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'graphql';
import type { Ask } from '../../schema/capabilities';
import { systemClock } from '../../schema/clock';
import { graphError } from '../../subgraphs/errors';
import { executable } from '../../subgraphs/execute';
import { buildSubgraphServer } from '../../subgraphs/server/server';
import type { Resolver, Subgraph } from '../../subgraphs/subgraph';
import { authenticateTest, closedDoor, testAsk } from '../testing/ask';
import { fakeSubgraph, fakeSupergraph, SUBGRAPHS } from '../testing/fake-graph';
import { startApolloEngine } from './apollo-engine';
import { inProcess } from './in-process';
import { remote } from './remote';

const logged: object[] = [];
const log = { error: (details: object) => void logged.push(details) };
beforeEach(() => void logged.splice(0));

/** A subgraph that keeps each ask that reaches it. */
const telling = (asks: Ask[]): Subgraph => ({
  name: 'clocks',
  typeDefs: parse('type Query { ok: Boolean }'),
  resolvers: { Query: { ok: ((_source, _args, { ask }) => asks.push(ask) > 0) as Resolver } },
});
/** What every entity tells beside what a client asked of it. */
const OF_P1 = { _type: 'Patient', _id: 'p1' };
const OF_P2 = { _type: 'Patient', _id: 'p2' };
const GRANT = { id: 'bg_1', patient: 'p1', until: '2026-11-20T10:30:00.000Z', reason: 'EMERGENCY' };

/** What a client is told where one subgraph answers every ask with these very words. */
const askOver = async (
  answering: (typeof SUBGRAPHS)[number],
  said: unknown,
  query: string,
  status = 200,
  subgraphFailed?: (name: string) => void,
) => {
  const server = createServer((_request, response) =>
    response.writeHead(status, { 'content-type': 'application/graphql-response+json' }).end(JSON.stringify(said)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const reach = (name: (typeof SUBGRAPHS)[number]) =>
    name === answering ? remote(name, url) : inProcess(executable(fakeSubgraph(name), log), closedDoor);
  const engine = await startApolloEngine({
    ...{ supergraphSdl: fakeSupergraph(), log, introspection: false, ...(subgraphFailed && { subgraphFailed }) },
    subgraphs: Object.fromEntries(SUBGRAPHS.map((name) => [name, reach(name)])),
  });
  const answer = await engine.execute({ query, ask: testAsk(), forwarded: {} });
  await engine.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return answer;
};

test.each([
  ['nothing of a root', 'patients', { data: {} }, '{ patient(id: "p1") { name } }', ['patient']],
  [
    ...(['nothing of an entity', 'allergies', { data: { _entities: [OF_P1, OF_P2] } }] as const),
    ...(['{ patients { name allergies { status } } }', ['patients.0.allergies', 'patients.1.allergies']] as const),
  ],
  [
    ...([
      'one field of two',
      'allergies',
      {
        data: {
          _entities: [
            { ...OF_P1, severity: null },
            { ...OF_P2, severity: null },
          ],
        },
      },
    ] as const),
    '{ patients { severity allergies { status } } }',
    [0, 1].flatMap((at) => [`patients.${at}.allergies`, `patients.${at}.severity`]),
  ],
] as const)(
  'a subgraph that tells %s is not taken to have said that there is none',
  async (...[, name, said, query, paths]) => {
    const { errors = [] } = await askOver(name, said, query);
    expect(errors.map(({ path, extensions: { code } }) => `${path?.join('.')} ${code}`).sort()).toEqual(
      paths.map((path) => `${path} SUBGRAPH_UNAVAILABLE`),
    );
  },
);

test('a token that the gateway took and a subgraph does not is no fault of whoever signed in', async () => {
  const refused = { errors: [graphError('UNAUTHENTICATED', 'No valid access token.')] };
  const { data, errors } = await askOver('allergies', refused, '{ patient(id: "p1") { name severity } }', 401);
  expect(data).toEqual({ patient: { name: 'Name of p1', severity: null } });
  expect(errors).toMatchObject([{ path: ['patient', 'severity'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
  expect(logged).toMatchObject([{ subgraph: 'allergies', code: 'HTTP_401' }]);
});

test('whoever watches is told of each fetch that a subgraph did not answer, by its name, and of no other', async () => {
  const failed: string[] = [];
  const query = '{ patient(id: "p1") { name severity } }';
  await askOver('allergies', { data: { _entities: [{ ...OF_P1, severity: 'high' }] } }, query, 200, (name) =>
    failed.push(name),
  );
  expect(failed).toEqual([]);
  await askOver('allergies', {}, query, 503, (name) => failed.push(name));
  expect(failed).toEqual(['allergies']);
});

test('what a subgraph left out because it was not to be told is nothing missing', async () => {
  const said = { data: { _entities: [{ ...OF_P1, severity: null }, null] } };
  const query = '{ patients { name severity allergies @skip(if: true) { status } } }';
  expect(await askOver('allergies', said, query)).toEqual({
    data: { patients: ['p1', 'p2'].map((id) => ({ name: `Name of ${id}`, severity: null })) },
  });
});

test('under which grants a subgraph elsewhere answered stands in the answer, each once; what is no grant does not', async () => {
  const breakGlass = [GRANT, GRANT, { ...GRANT, patient: 'p2' }, { patient: 'p3' }, 'p4', null];
  const said = { data: { patient: { name: 'Name of p1' } }, extensions: { breakGlass } };
  const answer = await askOver('patients', said, '{ patient(id: "p1") { name } }');
  expect(answer).toEqual({
    data: { patient: { name: 'Name of p1' } },
    extensions: { breakGlass: [GRANT, { ...GRANT, patient: 'p2' }] },
  });
});

describe('a subgraph that is late costs its own time and no more', () => {
  let close = (): Promise<void> => Promise.resolve();
  afterEach(() => close());
  const subgraph = async (listener: RequestListener) => {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const transport = remote('patients', `http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
      connections: 1,
    });
    const ask = (deadline: number, signal = testAsk().signal) =>
      transport.execute({ query: '{ a }', variables: {}, ask: testAsk({ deadline, signal }), forwarded: {} });
    close = async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await transport.close();
    };
    return ask;
  };

  test('an ask ends in time though others, who may wait longer, hold every connection', async () => {
    const heard = new EventEmitter();
    const ask = await subgraph(() => heard.emit('asked'));
    const client = new AbortController();
    const asked = once(heard, 'asked');
    const first = ask(systemClock.millis() + 3_600_000, client.signal).catch(() => 'given up');
    await asked;
    await expect(ask(systemClock.millis())).rejects.toThrow('did not answer in time');
    client.abort();
    expect(await first).toBe('given up');
  });

  test('an answer that never ends is no answer', async () => {
    const ask = await subgraph((_request, response) => {
      const trickle = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(trickle));
    });
    await expect(ask(systemClock.millis())).rejects.toThrow('did not answer in time');
  });
});

test.each([
  ['behind', -3_600_000, 1_500],
  ['ahead', 3_600_000, 1_500],
  ['right, and who is left a part of a millisecond', 0, 1_500.77],
])('a subgraph whose clock is %s has as long as is left, by its own clock', async (_, skew, left) => {
  const asks: Ask[] = [];
  const start = systemClock.millis();
  const theirs = { millis: () => start + skew };
  const server = buildSubgraphServer({
    ...{ subgraph: executable(telling(asks), log), door: closedDoor, authenticate: authenticateTest },
    ...{ clock: theirs, ready: () => true },
  });
  const transport = remote('clocks', await server.listen({ port: 0, host: '127.0.0.1' }));
  const ask = testAsk({ clock: { millis: () => start }, deadline: start + 2_000, giveUpAt: start + left });
  const forwarded = { authorization: 'Bearer good' };
  const { data } = await transport.execute({ query: '{ ok }', variables: {}, ask, forwarded });
  await transport.close();
  await server.close();
  expect(data).toEqual({ ok: true });
  expect(asks.map(({ deadline, clock }) => deadline - clock.millis())).toEqual([1_500]);
});

test.each([true, false])('whether the work of a subgraph waits is told with its answers: %s', async (crowded) => {
  const server = buildSubgraphServer({
    ...{ subgraph: executable(telling([]), log), door: closedDoor, authenticate: authenticateTest, clock: systemClock },
    ...{ ready: () => true, crowded: () => crowded },
  });
  let told = 0;
  const transport = remote('clocks', await server.listen({ port: 0, host: '127.0.0.1' }), {
    crowded: () => void (told += 1),
  });
  const answer = await transport.execute({
    ...{ query: '{ ok }', variables: {}, ask: testAsk(), forwarded: { authorization: 'Bearer good' } },
  });
  expect([answer.data, told]).toEqual([{ ok: true }, crowded ? 1 : 0]);
  await transport.close();
  await server.close();
});
