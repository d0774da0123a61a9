import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { nurse } from '../../gateway/testing/ask';
import { fixedClock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import type { Instant } from '../../schema/time';
import { graphError } from '../errors';
import { graphqlEndpoint, prepare, serverOptions, type EndpointOptions, type GraphQLCall } from './endpoint';

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const START = clock.millis();
const GRAPHQL = 'application/graphql-response+json';
const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

const apps: FastifyInstance[] = [];
const logged: object[] = [];
afterAll(() => Promise.all(apps.map((app) => app.close())));

/** An endpoint that lets everybody in, and keeps the last call that it was to answer. */
const endpoint = (more: Partial<EndpointOptions> = {}) => {
  const calls: GraphQLCall[] = [];
  const app = fastify(serverOptions());
  apps.push(app);
  const log = { error: (details: object) => void logged.push(details) };
  prepare(app, log);
  graphqlEndpoint(app, {
    ...{ authenticate: () => Promise.resolve(nurse), clock, log, deadlineMs: 3_000, behindGateway: false },
    answer: (call) => {
      calls.push(call);
      return Promise.resolve({ data: {} });
    },
    ...more,
  });
  const post = (headers: Record<string, string> = {}, payload: object = { query: 'query First { a }' }) =>
    app.inject({ method: 'POST', url: '/graphql', payload, headers });
  return { app, post, calls };
};

const FORWARDED = { 'x-time-left': '1000', 'x-operation-name': 'Forwarded' };

test('a client at the public entrance sets neither the deadline nor the name under which it is on record', async () => {
  const { post, calls } = endpoint();
  await post(FORWARDED);
  expect(calls[0]?.ask).toMatchObject({ operation: 'First', deadline: START + 3_000 });
});

test('behind a gateway both are the gateway’s, and its deadline only shortens', async () => {
  const { post, calls } = endpoint({ behindGateway: true });
  await post(FORWARDED);
  await post({ 'x-time-left': '60000' });
  expect(calls.map(({ ask: { operation, deadline } }) => [operation, deadline])).toEqual([
    ['Forwarded', START + 1_000],
    ['First', START + 3_000],
  ]);
});

test('the operation that is meant travels on by its name, and none where none is meant', async () => {
  const { post, calls } = endpoint();
  await post({}, { query: 'query A { a } query B { b }', operationName: 'B' });
  await post({}, { query: 'query A { a }', operationName: null });
  expect(calls.map(({ operationName }) => operationName)).toEqual(['B', undefined]);
  expect(calls[1] && 'operationName' in calls[1]).toBe(false);
});

test('the token and the trace go with the call where there are any', async () => {
  const { post, calls } = endpoint();
  await post({ authorization: 'Bearer t', traceparent: TRACE });
  await post();
  expect(calls.map(({ forwarded }) => forwarded)).toStrictEqual([
    { authorization: 'Bearer t', traceparent: TRACE },
    {},
  ]);
});

test.each(['good', 'Basic good', 'Bearer', 'Bearer   '])('%j is no bearer’s token: nobody is asked', async (header) => {
  const { post, calls } = endpoint();
  const response = await post({ authorization: header });
  expect([response.statusCode, response.headers['www-authenticate'], calls.length]).toEqual([401, 'Bearer', 0]);
});

test.each([
  ['application/json', 'BAD_USER_INPUT', 200],
  ['application/json', 'INTERNAL', 500],
  [GRAPHQL, 'BAD_USER_INPUT', 400],
  [GRAPHQL, 'FORBIDDEN', 403],
  [GRAPHQL, 'INTERNAL', 500],
] as const)('as %s an answer of %s alone is %i', async (accept, code, status) => {
  const { post } = endpoint({ answer: () => Promise.resolve({ errors: [graphError(code, 'No.')] }) });
  expect((await post({ accept })).statusCode).toBe(status);
});

test('an answer with data is one, whatever else it says', async () => {
  const answer = { data: { a: null }, errors: [graphError('INTERNAL', 'No.')] };
  const { post } = endpoint({ answer: () => Promise.resolve(answer) });
  expect([(await post()).statusCode, (await post({ accept: GRAPHQL })).statusCode]).toEqual([200, 200]);
});

test.each([
  ['FORBIDDEN', 403],
  ['INTERNAL', 500],
  ['BAD_USER_INPUT', 400],
] as const)('a text that is refused as %s is %i', async (code, status) => {
  const { post, calls } = endpoint({ textOf: () => Promise.resolve(new GraphRefusal(code, 'No.')) });
  expect([(await post()).statusCode, calls.length]).toEqual([status, 0]);
});

test('an answer in a type that is not JSON is given to nobody', async () => {
  const { post, calls } = endpoint();
  expect([(await post({ accept: 'text/html' })).statusCode, calls.length]).toEqual([406, 0]);
});

test('what is read for a client stops when it goes away, and not when it has its answer', async () => {
  let arrived = (_call: GraphQLCall): void => undefined;
  const call = new Promise<GraphQLCall>((resolve) => (arrived = resolve));
  const { app } = endpoint({
    answer: (given) => {
      arrived(given);
      return new Promise((resolve) =>
        given.ask.signal.addEventListener('abort', () => resolve({ data: {} }), { once: true }),
      );
    },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const client = request({
    ...{ host: '127.0.0.1', port, path: '/graphql', method: 'POST' },
    headers: { 'content-type': 'application/json' },
  });
  client.on('error', () => undefined);
  client.end('{"query":"{ a }"}');
  const { signal } = (await call).ask;
  const gone = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  expect(signal.aborted).toBe(false);
  client.destroy();
  await gone;

  const answered = endpoint();
  const base = await answered.app.listen({ port: 0, host: '127.0.0.1' });
  const body = { method: 'POST', body: '{"query":"{ a }"}', headers: { 'content-type': 'application/json' } };
  await (await fetch(`${base}/graphql`, body)).text();
  await answered.app.close();
  expect(answered.calls[0]?.ask.signal.aborted).toBe(false);
});

const sent = (payload: string, type: string) => ({
  ...({ method: 'POST', url: '/graphql', payload } as const),
  headers: { 'content-type': type, 'x-request-id': 'ward-12-0001' },
});

test.each([
  ['{"query":"{ a }","variables":{"a":"\\u0000"}}', 'application/json', 400, 'BAD_USER_INPUT'],
  ['{"query":"{ a(b: \\"\\\\u{000}\\") }"}', 'application/json', 400, 'BAD_USER_INPUT'],
  ['{"query":', 'application/json', 400, 'BAD_USER_INPUT'],
  ['query={ a }', 'application/x-www-form-urlencoded', 415, 'BAD_USER_INPUT'],
  [`{"query":"${' '.repeat(1_048_577)}"}`, 'application/json', 413, 'TOO_COSTLY'],
])('a body that is no request is refused under the id of its request: %#', async (body, type, status, code) => {
  const { app, calls } = endpoint();
  const response = await app.inject(sent(body, type));
  expect([response.statusCode, response.headers['x-request-id'], calls.length]).toEqual([status, 'ward-12-0001', 0]);
  expect(response.headers['x-content-type-options']).toBe('nosniff');
  expect(response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
  if (status === 415) expect(response.body).toContain('application/json only');
});

test('a fault of our own is told by a reference that the log has', async () => {
  const { app } = endpoint({ answer: () => Promise.reject(new Error('of 9990000018')) });
  const response = await app.inject(sent('{"query":"{ a }"}', 'application/json'));
  const [error] = response.json<{ errors: { extensions: { ref: string } }[] }>().errors;
  expect([response.statusCode, response.headers['x-request-id']]).toEqual([500, 'ward-12-0001']);
  expect(response.body).not.toContain('999');
  expect(logged).toEqual([expect.objectContaining({ ref: error?.extensions.ref, requestId: 'ward-12-0001' })]);
});

test('a fault that names a status which is no refusal is a fault of our own', async () => {
  const moved = Object.assign(new Error('of 9990000018'), { statusCode: 302 });
  const response = await endpoint({ answer: () => Promise.reject(moved) }).post();
  const [error] = response.json<{ errors: { extensions: { code: string; ref: string } }[] }>().errors;
  expect([response.statusCode, error?.extensions.code]).toEqual([500, 'INTERNAL']);
  expect(logged).toContainEqual(expect.objectContaining({ ref: error?.extensions.ref }));
});

test('a fault of another page has its reference and the id of its request too', async () => {
  const { app } = endpoint();
  app.get('/page', () => Promise.reject(new Error('of 9990000018')));
  const response = await app.inject({ url: '/page', headers: { 'x-request-id': 'ward-12-0002' } });
  expect([response.statusCode, response.headers['x-request-id']]).toEqual([500, 'ward-12-0002']);
  expect(logged).toContainEqual(expect.objectContaining({ requestId: 'ward-12-0002' }));
});

test('nothing is told of a path that is not there', async () => {
  const response = await endpoint().app.inject({ method: 'GET', url: '/9990000018' });
  expect([response.statusCode, response.body]).toEqual([404, 'Not found\n']);
});
