import { once } from 'node:events';
import { copyFileSync, readFileSync } from 'node:fs';
import { get } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { fakeSubgraph, fakeSupergraph, SUBGRAPHS } from '../../gateway/testing/fake-graph';
import { authenticateTest, closedDoor } from '../../gateway/testing/ask';
import { startApolloEngine } from '../../gateway/federation/apollo-engine';
import { inProcess } from '../../gateway/federation/in-process';
import { remote } from '../../gateway/federation/remote';
import { buildGateway } from '../../gateway/http';
import { systemClock } from '../../schema/clock';
import { executable } from '../../subgraphs/execute';
import { buildSubgraphServer } from '../../subgraphs/server/server';
import { openServiceTls } from '../../adapters/assembly/renewed-tls';
import type { ServiceTlsSetting } from '../../adapters/settings/service-tls';
import { makeCertificates, type Certificates } from '../certificates';

const QUERY = '{ patient(id: "p1") { name } }';
const PATIENT = 'Name of p1';

const logged: { readonly fields: object; readonly message: string }[] = [];
const log = { error: (fields: object, message: string) => void logged.push({ fields, message }) };

let certificates: Certificates;
let good: { readonly subgraph: ServiceTlsSetting; readonly gateway: ServiceTlsSetting };
beforeAll(() => {
  certificates = makeCertificates();
  good = { subgraph: certificates.issue('subgraph'), gateway: certificates.issue('gateway') };
});
afterAll(() => certificates.remove());

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  logged.length = 0;
});

/** The patients subgraph as a service of its own. */
const serve = async (
  paths: ServiceTlsSetting,
  drainMs?: number,
): Promise<{ readonly app: FastifyInstance; readonly url: string }> => {
  const app = buildSubgraphServer({
    ...{ subgraph: executable(fakeSubgraph('patients'), log), door: closedDoor, clock: systemClock },
    ...{ authenticate: authenticateTest, ready: () => true, tls: openServiceTls(paths, log) },
    ...(drainMs !== undefined && { drainMs }),
  });
  closing.push(() => app.close());
  return { app, url: await app.listen({ port: 0, host: '127.0.0.1' }) };
};

/** A gateway that asks it there, with the other subgraphs in process; what it answers to a nurse. */
const ask = async (url: string, paths: ServiceTlsSetting) => {
  const tls = openServiceTls(paths, log);
  const reach = (name: (typeof SUBGRAPHS)[number]) =>
    name === 'patients' ? remote(name, url, { tls }) : inProcess(executable(fakeSubgraph(name), log), closedDoor);
  const engine = await startApolloEngine({
    ...{ supergraphSdl: fakeSupergraph(), log, introspection: false },
    subgraphs: Object.fromEntries(SUBGRAPHS.map((name) => [name, reach(name)])),
  });
  const gateway = buildGateway({
    ...{ engine, authenticate: authenticateTest, clock: systemClock, log, corsOrigins: [] },
    pages: { wrappings: () => [], firstQuery: { query: QUERY, variables: {} } },
  });
  const answer = await gateway.inject({
    ...{ method: 'POST', url: '/graphql', payload: { query: QUERY } },
    headers: { authorization: 'Bearer good', 'content-type': 'application/json' },
  });
  await gateway.close();
  await engine.close();
  return answer;
};

test('each knows the other: the gateway answers what the subgraph did', async () => {
  const { url } = await serve(good.subgraph);
  expect(url).toMatch(/^https:/);
  expect((await ask(url, good.gateway)).json()).toEqual({ data: { patient: { name: PATIENT } } });
  expect(logged).toEqual([]);
});

interface Pair {
  readonly subgraph?: ServiceTlsSetting;
  readonly gateway?: ServiceTlsSetting;
}

test.each<[string, () => Pair, string]>([
  [
    'a gateway of another authority, that believes ours',
    () => ({
      gateway: { ...certificates.issue('stranger', { authority: 'other' }), authority: good.subgraph.authority },
    }),
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
  [
    'a gateway whose certificate ended',
    () => ({ gateway: certificates.issue('old', { days: -1 }) }),
    'CERT_HAS_EXPIRED',
  ],
  [
    'a subgraph of another authority, that believes ours',
    () => ({
      subgraph: { ...certificates.issue('impostor', { authority: 'other' }), authority: good.gateway.authority },
    }),
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
  [
    'a subgraph whose certificate ended',
    () => ({ subgraph: certificates.issue('late', { days: -1 }) }),
    'CERT_HAS_EXPIRED',
  ],
  [
    'a subgraph of another name',
    () => ({ subgraph: certificates.issue('elsewhere', { subject: 'DNS:pathology.example' }) }),
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
])('%s: nothing is told, and the log says why', async (_what, pair, code) => {
  const { subgraph = good.subgraph, gateway = good.gateway } = pair();
  const { url } = await serve(subgraph);
  const answer = await ask(url, gateway);
  expect(answer.json()).toMatchObject({
    data: { patient: null },
    errors: [{ path: ['patient'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
  });
  expect(answer.body).not.toMatch(/cert|tls|ssl|127\.0\.0\.1|Name of/i);
  expect(logged).toContainEqual({
    message: 'subgraph did not answer',
    fields: expect.objectContaining({ subgraph: 'patients' }),
  });
  expect(JSON.stringify(logged)).toContain(code);
});

test.each(['/graphql', '/health/ready'])('without a certificate nothing answers at %s', async (path) => {
  const { url } = await serve(good.subgraph);
  const asking = new Promise((resolve, reject) =>
    get(url + path, { ca: readFileSync(good.gateway.authority) }, resolve).once('error', reject),
  );
  await expect(asking).rejects.toThrow();
});

test('plain HTTP at its port is answered by nobody', async () => {
  const { url } = await serve(good.subgraph);
  await expect(fetch(`${url.replace('https', 'http')}/health/live`)).rejects.toThrow();
});

test('who only looks whether somebody listens is not told of as a stranger, and not each time', async () => {
  const { app, url } = await serve(good.subgraph);
  for (let time = 0; time < 3; time += 1) {
    const over = once(app.server, 'tlsClientError');
    connect(Number(new URL(url).port), '127.0.0.1').end();
    await over;
  }
  expect(logged).toHaveLength(1);
  expect(logged[0]?.message).toContain('only looked whether somebody listens');
});

test('who connects and never ends the handshake does not hold back a service that is told to stop', async () => {
  const { app, url } = await serve(good.subgraph, 1);
  const arrived = once(app.server, 'connection');
  const silent = connect(Number(new URL(url).port), '127.0.0.1');
  const ended = new Promise((resolve) => silent.once('close', resolve).on('error', () => undefined));
  await arrived;
  await app.close();
  await ended;
}, 8_000);

test('a certificate renewed in its place is shown to whoever connects next; half a pair changes nothing', async () => {
  const paths = { ...certificates.issue('lying'), authority: join(certificates.folder, 'lying-authority.pem') };
  copyFileSync(good.subgraph.authority, paths.authority);
  const { url } = await serve(paths);
  const next = certificates.issue('next', { authority: 'next-authority' });
  copyFileSync(next.authority, paths.authority);
  copyFileSync(next.key, paths.key);
  expect((await ask(url, good.gateway)).json()).toEqual({ data: { patient: { name: PATIENT } } });
  expect(logged.filter(({ message }) => message.includes('those before are kept'))).toHaveLength(1);
  copyFileSync(next.certificate, paths.certificate);
  expect((await ask(url, good.gateway)).json()).toMatchObject({ data: { patient: null } });
  const renewed = certificates.issue('renewed', { authority: 'next-authority' });
  expect((await ask(url, renewed)).json()).toEqual({ data: { patient: { name: PATIENT } } });
});
