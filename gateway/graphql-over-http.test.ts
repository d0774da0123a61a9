import type { FastifyInstance } from 'fastify';
import { auditServer, type AuditResult } from 'graphql-http';
import { openRedis } from '../adapters/store/redis';
import { systemClock } from '../schema/clock';
import type { Engine } from './federation/engine';
import { buildGateway } from './http';
import { openRateLimit, type RateLimit } from '../subgraphs/limits/rate';
import { authenticateTest } from './testing/ask';
import { fakeEngine } from './testing/fake-engine';

let engine: Engine;
let app: FastifyInstance;
let url: string;

const gateway = (admit?: RateLimit['admit']): FastifyInstance =>
  buildGateway({
    engine,
    authenticate: authenticateTest,
    clock: systemClock,
    log: { error: () => undefined },
    pages: { wrappings: () => [], firstQuery: { query: '{ __typename }', variables: {} } },
    ...(admit && { admit }),
  });

beforeAll(async () => {
  engine = await fakeEngine('in process');
  app = gateway();
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  await engine.close();
});

const WELL_FORMED = '{ wards { name } }';
const post = (query: string, headers: Record<string, string> = {}, to = app) =>
  to.inject({
    method: 'POST',
    url: '/graphql',
    payload: { query },
    headers: { authorization: 'Bearer good', 'content-type': 'application/json', ...headers },
  });

/** The published audit of GraphQL over HTTP, as every asker is: with a token. */
const audited = (): Promise<AuditResult[]> =>
  auditServer({
    url: `${url}/graphql`,
    fetchFn: (to: string, init: RequestInit = {}) =>
      fetch(to, { ...init, headers: { authorization: 'Bearer good', ...(init.headers as Record<string, string>) } }),
  });

test("the protocol's own audit finds nothing that it must or should not", async () => {
  const results = await audited();
  const unkept = results.flatMap((result) => (result.status === 'ok' ? [] : [`${result.name}: ${result.reason}`]));
  expect(results.length).toBeGreaterThan(50);
  // GET is refused on purpose: a query in a URL would put an NHS number into access logs.
  expect(unkept.filter((name) => !name.startsWith('MAY '))).toEqual([]);
});

test.each([
  ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8', 400],
  ['application/json', 'application/json; charset=utf-8', 200],
  [
    'application/json;q=0.5, application/graphql-response+json',
    'application/graphql-response+json; charset=utf-8',
    400,
  ],
  ['*/*', 'application/json; charset=utf-8', 200],
])('for %s a request that cannot be answered is %s with %i', async (accept, type, status) => {
  const response = await post('{ shoes }', { accept });
  expect([response.headers['content-type'], response.statusCode]).toEqual([type, status]);
});

test('who takes no JSON is told so', async () => {
  expect((await post(WELL_FORMED, { accept: 'text/html' })).statusCode).toBe(406);
  expect((await post(WELL_FORMED, { accept: 'application/json;charset=utf-16' })).statusCode).toBe(406);
});

describe('a client that asks too often', () => {
  test('waits, and nobody else does', async () => {
    const limit = openRateLimit({ perMinute: 2 });
    const limited = gateway((who) => limit.admit(who));
    const statuses: number[] = [];
    for (let again = 0; again < 3; again += 1) statuses.push((await post(WELL_FORMED, {}, limited)).statusCode);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await post(WELL_FORMED, {}, limited);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED', retryable: true } }] });
    const viewer = { userId: 'somebody else' } as Parameters<typeof limit.admit>[0]['viewer'];
    expect(await limit.admit({ client: 'test', viewer })).toBeNull();
    await limited.close();
    await limit.close();
  });

  test('is still counted where Redis does not answer', async () => {
    const told: string[] = [];
    const redis = (lost: string) => openRedis('redis://127.0.0.1:1', { lost }, (line) => void told.push(line));
    const limit = openRateLimit({ perMinute: 1, redis });
    const viewer = { userId: 'u' } as Parameters<typeof limit.admit>[0]['viewer'];
    expect(await limit.admit({ client: 'c', viewer })).toBeNull();
    expect(await limit.admit({ client: 'c', viewer })).toBeGreaterThan(0);
    await limit.close();
    expect(told.length).toBeLessThan(2);
  });
});
