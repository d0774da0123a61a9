import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { issuerKeys, type IssuerKeysOptions } from './issuer-keys';
import { verifyToken } from './token';

/** An issuer that misbehaves as it is told. */
const open: Server[] = [];
let published: JWK[];
let fetches: number;
let answer: (response: ServerResponse) => void;
const publishing = (response: ServerResponse): void => void response.end(JSON.stringify({ keys: published }));
const startIssuer = async (): Promise<string> => {
  [published, fetches, answer] = [[], 0, publishing];
  const server = createServer((_request, response) => {
    fetches += 1;
    answer(response);
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
};
afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const start = async (options: IssuerKeysOptions = {}) => {
  const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
  const keys = issuerKeys(await startIssuer(), clock, options);
  const settings = { issuer: 'https://issuer', audience: 'causeway', algorithms: ['RS256'], keys } as const;
  const signer = async (kid: string) => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    published.push({ ...(await exportJWK(publicKey)), kid, alg: 'RS256' });
    return async (): Promise<string> => {
      const iat = clock.millis() / 1_000;
      const claims = { iss: 'https://issuer', aud: 'causeway', sub: '555', azp: 'ward-app', iat, exp: iat + 60 };
      const staff = {
        name: 'WARD Ann',
        nhsid_nrbac_roles: [{ org_code: 'RWE', person_roleid: '1', role_code: 'R8001' }],
      };
      const token = await new SignJWT({ ...claims, ...staff })
        .setProtectedHeader({ alg: 'RS256', kid })
        .sign(privateKey);
      const verified = await verifyToken(`Bearer ${token}`, { ...settings, maxAgeS: 3_600, clock });
      return verified.kind === 'refused' ? verified.code : verified.kind;
    };
  };
  return { clock, signer };
};

const failing: readonly (readonly [string, (response: ServerResponse) => void])[] = [
  ['answers with an error', (response) => void response.writeHead(500).end()],
  ['answers with a page', (response) => void response.end('<html>')],
  ['hangs up', (response) => void response.destroy()],
  ['begins to answer and never ends', (response) => void response.write('{"keys":[')],
  ['says nothing', () => undefined],
];

it.each(failing)('an issuer that %s makes nobody’s token bad, and is asked again', async (_what, fails) => {
  const { clock, signer } = await start({ limitMs: 100 });
  const signIn = await signer('k1');
  answer = fails;
  expect(await Promise.all([signIn(), signIn()])).toEqual(['ISSUER_UNAVAILABLE', 'ISSUER_UNAVAILABLE']);
  expect([await signIn(), fetches]).toEqual(['ISSUER_UNAVAILABLE', 1]);
  answer = publishing;
  clock.advance(1_000);
  expect(await signIn()).toBe('verified');
});

it('an issuer that is away for some minutes is not missed, and no key outlives its time', async () => {
  const { clock, signer } = await start();
  const signIn = await signer('k1');
  expect(await signIn()).toBe('verified');
  answer = (response) => void response.destroy();
  clock.advance(599_999);
  expect(await signIn()).toBe('verified');
  clock.advance(1_001);
  expect(await signIn()).toBe('ISSUER_UNAVAILABLE');
});

it('keys half-way through their time are fetched anew beside the answer, which does not wait', async () => {
  const { clock, signer } = await start();
  const signIn = await signer('k1');
  await signIn();
  clock.advance(300_000);
  const asked = new Promise<ServerResponse>((resolve) => (answer = resolve));
  expect(await signIn()).toBe('verified');
  publishing(await asked);
  expect(fetches).toBe(2);
});

it('an unknown key is asked for, and asks for nothing more within half a minute', async () => {
  const { clock, signer } = await start();
  const old = await signer('k1');
  await old();
  const forged = await signer('k2');
  published.pop();
  expect([await forged(), await forged(), fetches]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED', 1]);
  clock.advance(30_000);
  const next = await signer('k3');
  expect([await next(), await forged(), fetches]).toEqual(['verified', 'UNAUTHENTICATED', 2]);
});
