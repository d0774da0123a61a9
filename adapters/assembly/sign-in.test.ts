import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWK, type KeyLike } from 'jose';
import { fixedClock } from '../../schema/clock';
import { DEVELOPMENT_PERSONS } from '../../schema/development-persons';
import { GraphRefusal } from '../../schema/errors';
import type { Instant } from '../../schema/time';
import { developmentKeys, issueDevelopmentToken, issuerKeys, verifyToken } from '../access';
import { readEnvironment } from '../settings/environment';
import { SettingsError } from '../settings/estate';
import { openSignIn, type SignIn } from './sign-in';

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const ISSUER = 'https://cis2.example.nhs.uk';
const NHS_LOGIN = 'https://auth.example.nhs.uk';
const PRODUCTION = { CAUSEWAY_MODE: 'production', SIMULATORS: 'off' };
const OIDC = { OIDC_ISSUER: ISSUER, OIDC_AUDIENCE: 'causeway', OIDC_JWKS_URL: `${ISSUER}/keys` };
const PATIENTS = {
  NHS_LOGIN_ISSUER: NHS_LOGIN,
  NHS_LOGIN_AUDIENCE: 'causeway-patients',
  NHS_LOGIN_JWKS_URL: `${NHS_LOGIN}/keys`,
};

describe('signing in with an OIDC issuer', () => {
  const published: JWK[] = [];
  let fetches = 0;
  let issuer: Server;
  let signIn: SignIn;
  let jwksUrl = '';
  let old: Awaited<ReturnType<typeof newKey>>;

  /** A key of the issuer's; published when it is asked for. */
  const newKey = async (kid: string) => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const publish = async (): Promise<void> =>
      void published.push({ ...(await exportJWK(publicKey)), kid, alg: 'RS256' });
    return { privateKey, publish, kid };
  };
  const token = (key: { readonly privateKey: KeyLike; readonly kid: string }, audience = 'causeway') =>
    new SignJWT({
      ...{ name: 'WARD Ann', azp: 'ward-app', selected_roleid: '1' },
      nhsid_nrbac_roles: [{ org_code: 'RWE', person_roleid: '1', role_code: 'S8000:G8000:R8001' }],
    })
      .setProtectedHeader({ alg: 'RS256', kid: key.kid })
      .setSubject('555000000001')
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setIssuedAt(clock.millis() / 1000)
      .setExpirationTime(clock.millis() / 1000 + 300)
      .sign(key.privateKey);
  const authenticate = async (bearer: string) => signIn.authenticate({ authorization: `Bearer ${bearer}` });

  beforeAll(async () => {
    issuer = createServer((_request, response) => {
      fetches += 1;
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: published }));
    });
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
    jwksUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/keys`;
    signIn = await openSignIn(readEnvironment({ ...PRODUCTION, ...OIDC, OIDC_JWKS_URL: jwksUrl }), clock);
  });
  afterAll(() => new Promise((resolve) => issuer.close(resolve)));

  it('takes its tokens, and fetches its keys once', async () => {
    old = await newKey('k1');
    await old.publish();
    for (let again = 0; again < 3; again += 1)
      expect(await authenticate(await token(old))).toMatchObject({ client: 'ward-app', viewer: { role: 'nurse' } });
    expect(fetches).toBe(1);
  });

  it('refuses a key that was never published, another audience, and a development token', async () => {
    const stranger = await newKey('k1');
    const unknown = await newKey('k2');
    const own = await developmentKeys('', 'a secret of thirty-two characters or more');
    for (const bearer of [
      await token(stranger),
      await token(old, 'another-service'),
      await token(unknown),
      await issueDevelopmentToken({ role: 'clinician' }, own, clock),
    ]) {
      const refused = await authenticate(bearer);
      expect(refused).toBeInstanceOf(GraphRefusal);
      expect((refused as GraphRefusal).code).toBe('UNAUTHENTICATED');
    }
  });

  it('takes a new key once its set has it, and an old one no longer once it is gone', async () => {
    const keys = issuerKeys(jwksUrl, clock, { pauseMs: 0, keepMs: 0 });
    const settings = {
      issuer: ISSUER,
      audience: 'causeway',
      algorithms: ['RS256'] as const,
      keys,
      maxAgeS: 3_600,
      clock,
    };
    const [first] = published;
    const next = await newKey('k3');
    expect(await verifyToken(await token(next), settings)).toMatchObject({ kind: 'refused' });
    published.splice(0);
    await next.publish();
    expect(await verifyToken(await token(next), settings)).toMatchObject({ kind: 'verified' });
    expect(first?.kid).toBe('k1');
    expect(await verifyToken(await token(old), settings)).toMatchObject({ kind: 'refused' });
  });

  it('makes no tokens itself', async () => {
    expect(signIn.issue).toBeNull();
    await expect(signIn.issueFor('clinician')).rejects.toThrow(/production/);
  });

  it('takes the purpose that is asked for, where the role may have it', async () => {
    const asked = async (purpose: string) =>
      signIn.authenticate({ authorization: `Bearer ${await token(old)}`, 'x-purpose': purpose });
    expect(await asked('ETREAT')).toMatchObject({ purpose: 'ETREAT' });
    expect(await asked('HOPERAT')).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('takes NHS login’s tokens for patients beside those of staff, where both are set', async () => {
    const keys = { OIDC_JWKS_URL: jwksUrl, NHS_LOGIN_JWKS_URL: jwksUrl };
    const both = await openSignIn(readEnvironment({ ...PRODUCTION, ...OIDC, ...PATIENTS, ...keys }), clock);
    const key = await newKey('k4');
    await key.publish();
    const patient = await new SignJWT({
      ...{ nhs_number: '9990000018', birthdate: '1948-03-02', identity_proofing_level: 'P9' },
      ...{ vot: 'P9.Cp.Cd', azp: 'patient-app' },
    })
      .setProtectedHeader({ alg: 'RS256', kid: key.kid })
      .setSubject('49f470a1')
      .setIssuer(NHS_LOGIN)
      .setAudience(PATIENTS.NHS_LOGIN_AUDIENCE)
      .setIssuedAt(clock.millis() / 1000)
      .setExpirationTime(clock.millis() / 1000 + 300)
      .sign(key.privateKey);
    const as = async (bearer: string) => both.authenticate({ authorization: `Bearer ${bearer}` });
    expect(await as(patient)).toMatchObject({ client: 'patient-app', viewer: { role: 'patient' } });
    expect(await as(await token(key))).toMatchObject({ client: 'ward-app', viewer: { role: 'nurse' } });
  });
});

/** Every way to give some of these settings, and not all. */
const someOf = (settings: Readonly<Record<string, string>>): readonly Record<string, string>[] => {
  const all = Object.entries(settings);
  return [...Array((1 << all.length) - 2).keys()].map((n) =>
    Object.fromEntries(all.filter((_each, place) => ((n + 1) >> place) & 1)),
  );
};
const refused = (settings: Readonly<Record<string, string>>): Promise<unknown> =>
  openSignIn(readEnvironment({ ...PRODUCTION, ...settings }), clock).then(
    () => null,
    (fault: unknown) => (fault instanceof SettingsError ? fault.message : fault),
  );

it.each([{}, ...someOf(OIDC)])('production does not start with %o of its issuer alone', async (some) =>
  expect(await refused(some)).toMatch('production needs OIDC_ISSUER, OIDC_AUDIENCE and OIDC_JWKS_URL'),
);

it.each(someOf(PATIENTS))('nor with %o of NHS login alone', async (some) =>
  expect(await refused({ ...OIDC, ...some })).toMatch('all three or none'),
);

it('nor with one issuer for staff and patients: it could make either of the other', async () => {
  expect(await refused({ ...OIDC, ...PATIENTS, NHS_LOGIN_ISSUER: ISSUER })).toMatch('are two issuers, and name one');
});

it('development takes the tokens that it makes', async () => {
  const own = await openSignIn(
    readEnvironment({ CAUSEWAY_TOKEN_KEY: 'a secret of thirty-two characters or more' }),
    clock,
  );
  const authorization = `Bearer ${await own.issueFor('nurse')}`;
  expect(await own.authenticate({ authorization })).toMatchObject({ viewer: { role: 'nurse' } });
});

it('development has three people of a role, for what one of them may not do alone', async () => {
  const own = await openSignIn(
    readEnvironment({ CAUSEWAY_TOKEN_KEY: 'a secret of thirty-two characters or more' }),
    clock,
  );
  const people = await Promise.all(
    DEVELOPMENT_PERSONS.map(async (person) =>
      own.authenticate({ authorization: `Bearer ${await own.issueFor('migration-planner', person)}` }),
    ),
  );
  expect(people).toMatchObject(DEVELOPMENT_PERSONS.map(() => ({ viewer: { role: 'migration-planner' } })));
  const viewers = people.flatMap((one) => ('viewer' in one ? one.viewer : []));
  expect(new Set(viewers.map(({ userId }) => userId)).size).toBe(3);
  expect(new Set(viewers.map(({ name }) => name)).size).toBe(3);
});
