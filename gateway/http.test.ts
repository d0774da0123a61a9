import type { FastifyInstance, InjectOptions } from 'fastify';
import { systemClock } from '../schema/clock';
import type { Engine, EngineRequest } from './federation/engine';
import { buildGateway, type GatewayOptions } from './http';
import { authenticateTest } from './testing/ask';
import { fakeEngine } from './testing/fake-engine';

const logged: object[] = [];
let engine: Engine;
let app: FastifyInstance;

const gateway = (more: Partial<GatewayOptions> = {}): FastifyInstance =>
  buildGateway({
    engine,
    authenticate: authenticateTest,
    clock: systemClock,
    log: { error: (details) => void logged.push(details) },
    corsOrigins: ['https://ward.example'],
    pages: {
      wrappings: () => [
        {
          subgraph: 'pathology',
          capability: 'lab-reports',
          organisation: 'RWE',
          today: 'Old <LIMS>',
          next: 'New LIMS',
          stage: 'shadow',
        },
      ],
      firstQuery: { query: '{ patient(id: "p1") { name } }', variables: {} },
      issueDevelopmentToken: (role, person) => Promise.resolve(`token-of-${role}-${person}`),
    },
    ...more,
  });

beforeAll(async () => {
  engine = await fakeEngine('in process', [], logged);
  app = gateway();
});
afterAll(async () => {
  await app.close();
  await engine.close();
});

const post = (payload: object | string, headers: Record<string, string> = {}, to = app) =>
  to.inject({
    method: 'POST',
    url: '/graphql',
    payload,
    headers: { authorization: 'Bearer good', 'content-type': 'application/json', ...headers },
  });
const codeOf = (response: { json(): { errors?: { extensions: { code: string } }[] } }) =>
  response.json().errors?.[0]?.extensions.code;

describe('POST /graphql', () => {
  test('answers with data, errors and sources, stored by nobody', async () => {
    const response = await post({
      query: 'query P($id: ID) { patient(id: $id) { name allergies { status } } }',
      variables: { id: 'p2' },
    });
    expect(response.statusCode).toBe(200);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.json()).toMatchObject({
      data: { patient: { name: 'Name of p2', allergies: { status: 'PARTIAL' } } },
      errors: [{ path: ['patient', 'allergies'], extensions: { code: 'SOURCE_TIMEOUT' } }],
      extensions: { sources: [{ answer: 'FOUND' }, { answer: 'FAILED' }] },
    });
  });

  test.each([
    ['no token', {}],
    ['a bad token', { authorization: 'Bearer bad' }],
  ])('%s: 401, in the shape of GraphQL, and no data', async (_what, headers) => {
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: '{ wards { id } }' },
      headers,
    });
    expect(response.statusCode).toBe(401);
    expect(codeOf(response)).toBe('UNAUTHENTICATED');
    expect(response.json()).not.toHaveProperty('data');
    expect(response.headers['www-authenticate']).toBe('Bearer');
    expect(response.headers['cache-control']).toBe('no-store');
  });

  test.each(['GET', 'PUT', 'DELETE'] as const)('%s is refused: POST only', async (method) => {
    const response = await app.inject({
      method,
      url: '/graphql?query={wards{id}}',
      headers: { authorization: 'Bearer good' },
    });
    expect(response.statusCode).toBe(405);
    expect(response.headers.allow).toBe('POST');
  });

  test.each([
    ['a batch', [{ query: '{ wards { id } }' }], 400, 'BAD_USER_INPUT'],
    ['no query', { variables: {} }, 400, 'BAD_USER_INPUT'],
    ['not JSON', '{ wards', 400, 'BAD_USER_INPUT'],
    ['a wrong operation', { query: '{ shoes }' }, 200, 'BAD_USER_INPUT'],
    ['more than 1 MB', { query: `#${'x'.repeat(1_048_576)}` }, 413, 'TOO_COSTLY'],
  ])('%s is refused', async (_what, payload, status, code) => {
    const response = await post(payload);
    expect([response.statusCode, codeOf(response)]).toEqual([status, code]);
  });

  test('a form or plain text, which any site can send, is refused', async () => {
    const response = await post('query={wards{id}}', { 'content-type': 'text/plain' });
    expect(response.statusCode).toBe(415);
  });

  test('a request id is echoed when it is one, and minted when it is not', async () => {
    const query = { query: '{ __typename }' };
    expect((await post(query, { 'x-request-id': 'ward-12-0001' })).headers['x-request-id']).toBe('ward-12-0001');
    for (const wrong of ['x', 'has space in it', 'nhs-9990000018']) {
      const echoed = (await post(query, { 'x-request-id': wrong })).headers['x-request-id'];
      expect(echoed).not.toBe(wrong);
      expect(String(echoed).length).toBeGreaterThan(8);
    }
  });

  test('the viewer, the operation and one deadline from the start travel on', async () => {
    const asked: EngineRequest[] = [];
    const clock = { millis: () => 1_000 };
    const spying = gateway({
      clock,
      engine: { ...engine, execute: (request) => (asked.push(request), Promise.resolve({ data: {} })) },
    });
    await post({ query: 'query WardBoard { wards { id } }' }, { 'x-time-left': '9999999' }, spying);
    await spying.close();
    expect(asked[0]?.ask).toMatchObject({
      operation: 'WardBoard',
      deadline: 4_000,
      client: 'test',
      purpose: 'TREAT',
      viewer: { role: 'nurse' },
    });
    expect(asked[0]?.forwarded.authorization).toBe('Bearer good');
  });

  test('a fault of our own is masked', async () => {
    const broken = gateway({ authenticate: () => Promise.reject(new Error('secret 9990000018')) });
    const response = await post({ query: '{ __typename }' }, {}, broken);
    await broken.close();
    expect([response.statusCode, codeOf(response)]).toEqual([500, 'INTERNAL']);
    expect(response.body + JSON.stringify(logged)).not.toContain('9990000018');
  });

  test('who asks while too much is asked is told when to ask again, and nothing was asked of any system', async () => {
    const full = gateway({
      turn: () => Promise.resolve(null),
      engine: { ...engine, execute: () => Promise.reject(new Error('asked all the same')) },
    });
    const response = await post({ query: '{ wards { name } }' }, {}, full);
    expect([response.statusCode, codeOf(response)]).toEqual([503, 'OVERLOADED']);
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    expect(response.json()).not.toHaveProperty('data');
    await full.close();
  });

  test.each<[string, Partial<Engine>]>([
    ['was answered', {}],
    ['failed', { execute: () => Promise.reject(new Error('a fault of ours')) }],
  ])('an operation that %s gives its turn back', async (_name, more) => {
    let underWay = 0;
    const turn = () => {
      underWay += 1;
      return Promise.resolve(() => void (underWay -= 1));
    };
    const counted = gateway({ turn, engine: { ...engine, ...more } });
    await post({ query: '{ wards { name } }' }, {}, counted);
    expect(underWay).toBe(0);
    await counted.close();
  });

  test('named origins may ask, others may not', async () => {
    const preflight = (origin: string) => app.inject({ method: 'OPTIONS', url: '/graphql', headers: { origin } });
    expect((await preflight('https://ward.example')).headers['access-control-allow-origin']).toBe(
      'https://ward.example',
    );
    expect((await preflight('https://else.example')).headers['access-control-allow-origin']).toBeUndefined();
    const answered = await post({ query: '{ patient(id: "p1") { name } }' }, { origin: 'https://ward.example' });
    expect(answered.headers['access-control-expose-headers']).toBe('X-Request-ID, Retry-After');
  });
});

test.each<[string, InjectOptions]>([
  ['an answer', { method: 'POST', url: '/graphql', payload: { query: '{ allergyCodes }' } }],
  ['a refusal of the token', { method: 'POST', url: '/graphql', headers: { authorization: 'Bearer bad' } }],
  ['a body that is none', { method: 'POST', url: '/graphql', payload: '{' }],
  ['a body that is too large', { method: 'POST', url: '/graphql', payload: `"${'x'.repeat(1_100_000)}"` }],
  ['health', { url: '/health/ready' }],
  ['a page that is not there', { url: '/nowhere' }],
])('%s is taken for no other type than it says', async (_what, request) => {
  const headers = { authorization: 'Bearer good', 'content-type': 'application/json' };
  const asked = { ...request, headers: { ...headers, ...request.headers } };
  expect((await app.inject(asked)).headers['x-content-type-options']).toBe('nosniff');
});

describe('health and metrics', () => {
  test('not ready names what is not', async () => {
    const ill = gateway({ checks: { store: () => Promise.reject(new Error('gone')), routes: () => true } });
    const response = await ill.inject({ url: '/health/ready' });
    await ill.close();
    expect(response.statusCode).toBe(503);
    expect(response.json()).toEqual({ status: 'not ready', checks: { engine: true, store: false, routes: true } });
    expect((await app.inject({ url: '/health/live' })).statusCode).toBe(200);
  });

  test('scrapes tell what is not ready, and of a store that hangs as of one that is gone', async () => {
    const ill = gateway({ checks: { store: () => new Promise<boolean>(() => undefined), routes: () => true } });
    const { body } = await ill.inject({ url: '/metrics' });
    await ill.close();
    expect(body.split('\n').filter((line) => line.startsWith('causeway_ready'))).toEqual(
      expect.arrayContaining([
        'causeway_ready{check="engine"} 1',
        'causeway_ready{check="store"} 0',
        'causeway_ready{check="routes"} 1',
      ]),
    );
  });

  test('counts requests, operations and sources, never under a name that could hold a number', async () => {
    const failing = async (): Promise<number> => {
      const { body } = await app.inject({ url: '/metrics' });
      return Number(/causeway_graphql_errors_total\{code="SOURCE_TIMEOUT"\} (\d+)/.exec(body)?.[1]);
    };
    const before = await failing();
    await post({ query: 'query P9990000018 { patient(id: "p2") { allergies { status } } }' });
    expect(await failing()).toBe(before + 1);
    const { body } = await app.inject({ url: '/metrics' });
    expect(body).toContain('causeway_source_asks_total{capability="allergies",system="systmone",outcome="failed"}');
    expect(body).toContain('causeway_graphql_operations_total{operation="anonymous",outcome="partial"}');
    expect(body).toMatch(/causeway_http_request_seconds_count\{route="\/graphql",status="200"\}/);
    expect(body).not.toContain('9990000018');
  });
});

describe('pages', () => {
  const scripts = ['react.js', 'react-dom.js', 'graphiql.js', 'graphiql.css'].map((file) => `/explorer/${file}`);

  test.each(['/', '/explorer', '/dev/sign-in'])('%s loads nothing from elsewhere and cannot be framed', async (url) => {
    const response = await app.inject({ url });
    expect(response.statusCode).toBe(200);
    expect(response.body).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(response.headers['content-security-policy']).toContain("default-src 'none'");
    expect(response.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(response.headers['x-content-type-options']).toBe('nosniff');
    for (const [, path = ''] of response.body.matchAll(/(?:src|href)="(\/[^"]*)"/g)) {
      const part = await app.inject({ url: path });
      expect([path, part.statusCode]).toEqual([path, path === '/health/ready' ? part.statusCode : 200]);
    }
  });

  test('the explorer is served whole from this machine', async () => {
    for (const url of scripts) expect((await app.inject({ url })).body.length).toBeGreaterThan(1_000);
    expect((await app.inject({ url: '/explorer/..%2fpackage.json' })).statusCode).toBe(404);
    expect((await app.inject({ url: '/pages/constructor' })).statusCode).toBe(404);
  });

  test('the landing page shows what the routes say, escaped', async () => {
    const { body } = await app.inject({ url: '/' });
    expect(body).toContain('Old &lt;LIMS&gt;');
    expect(body).toContain('New LIMS (shadow)');
  });

  test('a development token is given for a role of the table, and not at all in production', async () => {
    const signIn = (to: FastifyInstance, role: string, person?: number) =>
      to.inject({ method: 'POST', url: '/dev/sign-in', payload: { role, person } });
    expect((await signIn(app, 'nurse')).json()).toEqual({ token: 'token-of-nurse-1' });
    expect((await signIn(app, 'migration-planner', 2)).json()).toEqual({ token: 'token-of-migration-planner-2' });
    expect((await signIn(app, 'migration-planner', 9)).statusCode).toBe(400);
    expect((await signIn(app, 'king')).statusCode).toBe(400);
    const production = gateway({
      pages: { wrappings: () => [], firstQuery: { query: '{ __typename }', variables: {} } },
    });
    expect((await signIn(production, 'nurse')).statusCode).toBe(404);
    expect((await production.inject({ url: '/' })).body).not.toContain('/dev/sign-in');
    await production.close();
  });
});
