import { createPublicKey } from 'node:crypto';
import {
  exportSPKI,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type JWTHeaderParameters,
  type JWTPayload,
  type KeyLike,
} from 'jose';
import { developmentKeys, issueDevelopmentToken } from '../../adapters/access';
import { openSignIn } from '../../adapters/assembly/sign-in';
import { closedDoor } from '../../gateway/testing/ask';
import { systemClock } from '../../schema/clock';
import { executable } from '../../subgraphs/execute';
import { patientsSubgraph } from '../../subgraphs/patients';
import { buildSubgraphServer } from '../../subgraphs/server/server';
import { goodClaims, startProduction, startServer, type Production } from './production';

/** Tokens that somebody made for themselves, tried at a gateway in production mode and at a subgraph past it. */
let product: Production;
let evil: Awaited<ReturnType<typeof startServer>>;
let subgraphUrl: string;
let closeSubgraph: () => Promise<unknown>;
beforeAll(async () => {
  product = await startProduction();
  evil = await startServer((_request, response) => void response.end(JSON.stringify({ keys: [] })));
  const { authenticate } = await openSignIn(product.environment, systemClock);
  const subgraph = buildSubgraphServer({
    subgraph: executable(patientsSubgraph, { error: () => undefined }),
    ...{ door: closedDoor, authenticate, clock: systemClock, ready: () => true },
  });
  closeSubgraph = () => subgraph.close();
  subgraphUrl = await subgraph.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await Promise.all([product.close(), evil.close(), closeSubgraph()]);
});

const signed = (header: JWTHeaderParameters, key: KeyLike | Uint8Array): Promise<string> =>
  new SignJWT(goodClaims()).setProtectedHeader(header).sign(key);
const stranger = async (header: Partial<JWTHeaderParameters> = {}): Promise<string> =>
  signed({ alg: 'RS256', kid: 'k1', ...header }, (await generateKeyPair('RS256')).privateKey);
/** A header of our choice over good claims, with whatever for a signature. */
const spliced = (header: object, signature = ''): string => {
  const part = (of: object): string => Buffer.from(JSON.stringify(of)).toString('base64url');
  return [part(header), part(goodClaims()), signature].join('.');
};
const now = (): number => Math.floor(systemClock.millis() / 1_000);

const FORGERIES: readonly (readonly [what: string, make: () => Promise<string> | string])[] = [
  ['alg none', () => new UnsecuredJWT(goodClaims()).encode()],
  ['alg NoNe', () => spliced({ alg: 'NoNe' })],
  ['no alg at all', () => spliced({ typ: 'JWT' })],
  [
    'the published key taken for a shared secret, as PEM',
    async () => signed({ alg: 'HS256', kid: 'k1' }, new TextEncoder().encode(await exportSPKI(product.keys.publicKey))),
  ],
  [
    'the published key taken for a shared secret, as DER',
    async () => {
      const der = createPublicKey(await exportSPKI(product.keys.publicKey)).export({ type: 'spki', format: 'der' });
      return signed({ alg: 'HS512', kid: 'k1' }, new Uint8Array(der));
    },
  ],
  ['another key under the published id', () => stranger()],
  ['a key that the token brings along', async () => stranger({ jwk: product.keys.published })],
  ['keys at an address that the token names', () => stranger({ jku: `${evil.url}/keys`, x5u: `${evil.url}/x5u` })],
  ['a key id that is a path', () => stranger({ kid: '../../../../dev/null' })],
  ['a key id that is SQL', () => stranger({ kid: "k1' or '1'='1" })],
  [
    'a header that must be understood, and is not',
    () => spliced({ alg: 'RS256', kid: 'k1', crit: ['x'], x: 1 }, 'AAAA'),
  ],
  ['expired', () => product.token({ exp: now() - 60 })],
  ['without an end', () => product.token({ exp: undefined } as unknown as JWTPayload)],
  ['not yet good', () => product.token({ nbf: now() + 600 })],
  ['for another audience', () => product.token({ aud: 'payroll' })],
  ['of another issuer', () => product.token({ iss: 'https://cis2.example.nhs.uk.evil.example' })],
  [
    'a development token',
    async () => issueDevelopmentToken({ role: 'clinician' }, await developmentKeys('', 'x'.repeat(40)), systemClock),
  ],
  [
    'claims that were changed after signing',
    async () => {
      const [header, , signature] = (await product.token()).split('.');
      const claims = {
        ...goodClaims(),
        nhsid_nrbac_roles: [{ org_code: 'RWE', person_roleid: '1', role_code: 'R0001' }],
      };
      return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
    },
  ],
];

const QUERY = '{ viewer { name role } }';
const rows = async (): Promise<number> =>
  (await product.causeway.adapters.store.pool.query('select id from read_audit')).rows.length;

test('the good token is taken, at both doors', async () => {
  expect(await product.ask(QUERY)).toMatchObject({ status: 200, codes: [] });
  const response = await fetch(`${subgraphUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await product.token()}` },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  expect([response.status, await response.json()]).toEqual([200, { data: { __typename: 'Query' } }]);
});

test.each(FORGERIES)('%s: 401, no data, at both doors', async (_what, make) => {
  const forged = { authorization: `Bearer ${await make()}` };
  const before = await rows();
  const reply = await product.ask(QUERY, forged);
  expect([reply.status, reply.codes, reply.text.includes('"data"')]).toEqual([401, ['UNAUTHENTICATED'], false]);
  expect(reply.text).not.toMatch(/DOCTOR|555000000010|evil|payroll/);
  expect(await rows()).toBe(before);
  const past = await fetch(`${subgraphUrl}/graphql`, {
    method: 'POST',
    headers: { ...forged, 'content-type': 'application/json', 'x-role': 'clinician', 'x-user-id': '555000000010' },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  expect([past.status, (await past.text()).includes('"data"')]).toEqual([401, false]);
});

test('no address that a token named was ever asked', () => expect(evil.asked).toEqual([]));

test.each<[string, (token: string) => Record<string, string>]>([
  ['a cookie', (token) => ({ cookie: `access_token=${token}; authorization=Bearer ${token}` })],
  ['another header', (token) => ({ 'x-access-token': token, 'proxy-authorization': `Bearer ${token}` })],
  ['another scheme', (token) => ({ authorization: `Basic ${Buffer.from(`user:${token}`).toString('base64')}` })],
  ['the header alone, without its scheme', (token) => ({ authorization: token })],
  ['another scheme', (token) => ({ authorization: `Token ${token}` })],
  ['two tokens', (token) => ({ authorization: `Bearer ${token}, Bearer ${token}` })],
])('a good token in %s is no token', async (_where, headers) => {
  expect((await product.ask(QUERY, headers(await product.token()))).status).toBe(401);
});

test('logins cannot be tried by the batch: one request, one token, one operation', async () => {
  const batch = Array.from({ length: 50 }, () => ({ query: QUERY }));
  const response = await fetch(`${product.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await product.token()}` },
    body: JSON.stringify(batch),
  });
  expect([response.status, (await response.text()).includes('"data"')]).toEqual([400, false]);
});
