import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { ROLES } from '../../schema/capabilities';
import { fixedClock, systemClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import {
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_ISSUER,
  DEVELOPMENT_NHS_LOGIN,
  developmentKeys,
  developmentSettings,
  issueDevelopmentToken,
} from './development';
import type { DevelopmentKeys } from './development';
import { IssuerSilent } from './issuer-keys';
import { verifyToken, type TokenSettings } from './token';

let folder: string;
let keys: DevelopmentKeys;
let settings: TokenSettings;
const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'causeway-token-'));
  keys = await developmentKeys(folder);
  settings = developmentSettings(keys, clock);
});
afterAll(() => rm(folder, { recursive: true }));

const seconds = Date.parse('2026-11-20T10:00:00Z') / 1000;
const claims = (more: JWTPayload = {}): JWTPayload => ({
  ...{
    iss: DEVELOPMENT_ISSUER,
    aud: DEVELOPMENT_AUDIENCE,
    sub: '555000000001',
    iat: seconds,
    exp: seconds + 60,
    name: 'WARD Ann',
  },
  ...{ azp: 'ward-app', selected_roleid: '555000000002' },
  nhsid_nrbac_roles: [
    { org_code: 'RT5', person_roleid: '555000000003', role_code: 'S8000:G8000:R8000' },
    {
      org_code: 'RWE',
      person_roleid: '555000000002',
      role_code: 'S8000:G8000:R8001',
      workgroups: ['RWE|W12', 'other'],
    },
  ],
  ...more,
});
const signed = (payload: JWTPayload, key = keys.privateKey): Promise<string> =>
  new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA' }).sign(key);

it('makes the viewer of the selected role out of CIS2 claims', async () => {
  expect(await verifyToken(`Bearer ${await signed(claims())}`, settings)).toEqual({
    ...{ kind: 'verified', purpose: 'TREAT', client: 'ward-app' },
    viewer: {
      ...{ userId: '555000000001', name: 'WARD Ann', role: 'nurse', roleProfileId: '555000000002' },
      ...{ organisation: 'RWE', organisationName: 'RWE', wards: [{ organisation: 'RWE', code: 'W12' }] },
    },
  });
});

it('takes the purpose that is asked for only if the role has it', async () => {
  const token = await signed(claims());
  expect(await verifyToken(token, settings, 'ETREAT')).toMatchObject({ kind: 'verified', purpose: 'ETREAT' });
  expect(await verifyToken(token, settings, 'BTG')).toMatchObject({ kind: 'refused', code: 'FORBIDDEN' });
});

it.each<[string, () => Promise<string | undefined>]>([
  ['there is none', () => Promise.resolve(undefined)],
  ['it is no token', () => Promise.resolve('Bearer nonsense')],
  ['it has expired', () => signed(claims({ exp: seconds - 60 }))],
  ['it never expires', () => signed(claims({ exp: undefined } as unknown as JWTPayload))],
  ['it is not yet valid', () => signed(claims({ nbf: seconds + 60 }))],
  ['it was issued for another audience', () => signed(claims({ aud: 'another' }))],
  ['it was issued by another', () => signed(claims({ iss: 'https://another.example' }))],
  ['it is not signed', () => Promise.resolve(new UnsecuredJWT(claims()).encode())],
  ['it is signed with another key', async () => signed(claims(), (await generateKeyPair('EdDSA')).privateKey)],
  [
    'it is signed with a shared secret',
    () =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode('0123456789abcdef0123456789abcdef')),
  ],
  [
    'its claims were changed after signing',
    async () => {
      const [header, , signature] = (await signed(claims())).split('.');
      const changed = Buffer.from(JSON.stringify(claims({ sub: '555000000009' }))).toString('base64url');
      return [header, changed, signature].join('.');
    },
  ],
  ['it selects a role it does not hold', () => signed(claims({ selected_roleid: '1' }))],
  ['it has several roles and selects none', () => signed(claims({ selected_roleid: undefined }))],
  [
    'its role is unknown here',
    () =>
      signed(
        claims({
          nhsid_nrbac_roles: [{ org_code: 'RWE', person_roleid: '555000000002', role_code: 'S8000:G8000:R9999' }],
        }),
      ),
  ],
  ['it names no client', () => signed(claims({ azp: undefined }))],
])('refuses when %s, and repeats nothing of it', async (_, make) => {
  const refused = await verifyToken(await make(), settings);
  expect(refused).toMatchObject({ kind: 'refused', code: 'UNAUTHENTICATED' });
  expect(JSON.stringify(refused)).not.toMatch(/555000000|WARD|another/);
});

it.each<[string, () => Promise<string>, Partial<TokenSettings>]>([
  ['There is no access token.', () => Promise.resolve('Bearer '), {}],
  ['The access token has expired.', () => signed(claims({ exp: seconds - 60 })), {}],
  ["The access token's claim aud does not hold.", () => signed(claims({ aud: 'another' })), {}],
  [
    'The issuer of access tokens did not say which keys it has: it is not known whether this token is valid.',
    () => signed(claims()),
    { keys: () => Promise.reject(new IssuerSilent(null)) },
  ],
  ['The access token is not valid.', () => Promise.resolve('Bearer nonsense'), {}],
])('says to whoever is refused: %s', async (reason, make, more) => {
  expect(await verifyToken(await make(), { ...settings, ...more })).toMatchObject({ kind: 'refused', reason });
});

it('lets no private claim open a record: care roles come from RBAC alone', async () => {
  const clerk = [{ org_code: 'RWE', person_roleid: '555000000002', role_code: 'S8000:G8001:R8009' }];
  const token = await signed(claims({ nhsid_nrbac_roles: clerk, causeway_role: 'clinician' }));
  expect(await verifyToken(token, settings)).toMatchObject({ viewer: { role: 'ward-clerk' } });
});

const STAFF = ROLES.filter((role) => !['patient', 'carer', 'machine'].includes(role));
it.each(STAFF)('issues a development token for %s that the verifier takes', async (role) => {
  const token = await issueDevelopmentToken({ role, wards: ['RT5|M1'] }, keys, clock);
  expect(await verifyToken(token, settings)).toMatchObject({
    viewer: { role, organisation: 'RWE', wards: [{ organisation: 'RT5', code: 'M1' }] },
  });
});

it('counts a token no more once it is too old, whatever it says of its own end', async () => {
  const token = await signed(claims({ iat: seconds - 3_700, exp: seconds + 3_600 }));
  expect(await verifyToken(token, settings)).toMatchObject({ kind: 'verified' });
  const short = { ...settings, maxAgeS: 3_600 };
  expect(await verifyToken(token, short)).toMatchObject({ kind: 'refused', code: 'UNAUTHENTICATED' });
  const undated = await signed(claims({ iat: undefined } as unknown as JWTPayload));
  expect(await verifyToken(undated, short)).toMatchObject({ kind: 'refused', code: 'UNAUTHENTICATED' });
});

it('allows for five seconds between the clocks, and not for ten', async () => {
  const late = (by: number) => signed(claims({ exp: seconds - by })).then((token) => verifyToken(token, settings));
  expect([(await late(4)).kind, (await late(10)).kind]).toEqual(['verified', 'refused']);
});

describe('of NHS login', () => {
  const own = (more: JWTPayload = {}): JWTPayload => ({
    ...{ iss: DEVELOPMENT_NHS_LOGIN, aud: DEVELOPMENT_AUDIENCE, sub: 'abc', iat: seconds, exp: seconds + 60 },
    ...{ azp: 'nhs-app', nhs_number: '9990000018', birthdate: '1948-03-02', family_name: 'Tester' },
    ...{ identity_proofing_level: 'P9', vot: 'P9.Cp.Cd' },
    ...more,
  });

  it('makes a patient of whoever proved who they are', async () => {
    expect(await verifyToken(await signed(own()), settings)).toMatchObject({
      ...{ kind: 'verified', purpose: 'PATRQT', client: 'nhs-app' },
      viewer: { role: 'patient', nhsNumber: '9990000018', birthDate: '1948-03-02', wards: [] },
    });
  });

  it.each<[string, JWTPayload]>([
    ['whose proof is weaker than P9', { identity_proofing_level: 'P5' }],
    ['who signed in with too little', { vot: 'P9.Cp' }],
    ['who says nothing of how they signed in', { vot: undefined } as unknown as JWTPayload],
    ['who has no NHS number', { nhs_number: undefined } as unknown as JWTPayload],
    ['who has no birth date', { birthdate: undefined } as unknown as JWTPayload],
    ['whose birth date is half a date', { birthdate: '1948-03' }],
    ['whose NHS number cannot be', { nhs_number: '9990000019' }],
  ])('refuses somebody %s', async (_, more) => {
    const refused = await verifyToken(await signed(own(more)), settings);
    expect(refused).toMatchObject({ kind: 'refused', code: 'UNAUTHENTICATED' });
    expect(JSON.stringify(refused)).not.toContain('999000');
  });

  it('makes no member of staff, and staff’s issuer no patient', async () => {
    const posing = await signed({ ...claims(), ...own(), causeway_role: 'clinician' });
    expect(await verifyToken(posing, settings)).toMatchObject({ kind: 'refused' });
    const { iss: _iss, ...patient } = own();
    const wrong = await signed({ ...patient, iss: DEVELOPMENT_ISSUER });
    expect(await verifyToken(wrong, settings)).toMatchObject({ kind: 'refused' });
  });
});

describe('of a program', () => {
  const program = (more: JWTPayload = {}): JWTPayload => ({
    ...{ iss: DEVELOPMENT_ISSUER, aud: DEVELOPMENT_AUDIENCE, sub: 'ward-screen', client_id: 'ward-screen' },
    ...{ iat: seconds, exp: seconds + 60, scope: 'openid read:observations read:encounters', ...more },
  });

  it('is named by its client, and has the scopes it was given', async () => {
    expect(await verifyToken(await signed(program({ causeway_organisation: 'RWE' })), settings)).toMatchObject({
      ...{ kind: 'verified', purpose: 'HOPERAT', client: 'ward-screen' },
      viewer: {
        ...{ userId: 'client:ward-screen', role: 'machine', organisation: 'RWE', wards: [] },
        scopes: ['observations', 'encounters'],
      },
    });
  });

  it('has no care role by saying so, and no access without an organisation', async () => {
    const posing = await signed(program({ causeway_organisation: 'RWE', causeway_role: 'clinician' }));
    expect(await verifyToken(posing, settings)).toMatchObject({ viewer: { role: 'machine' } });
    expect(await verifyToken(await signed(program()), settings)).toMatchObject({ kind: 'refused' });
  });
});

it('makes one key however many start at once, readable by its owner alone', async () => {
  const shared = await mkdtemp(join(tmpdir(), 'causeway-keys-'));
  const [first, ...others] = await Promise.all([1, 2, 3].map(() => developmentKeys(shared)));
  if (!first) throw new Error('three were started');
  const token = await issueDevelopmentToken({ role: 'nurse' }, first, clock);
  for (const other of others)
    expect((await verifyToken(token, developmentSettings(other, clock))).kind).toBe('verified');
  const [file = '', ...rest] = await readdir(shared);
  expect([rest, (await stat(join(shared, file))).mode & 0o077]).toEqual([[], 0]);
  await rm(shared, { recursive: true });
});

describe('npm run token', () => {
  const run = (args: string[], env: Record<string, string>) =>
    promisify(execFile)(process.execPath, ['--require', 'tsx/cjs', 'adapters/access/token-command.ts', ...args], {
      env: { ...process.env, NODE_ENV: 'test', CAUSEWAY_DATA: folder, ...env },
    });

  it('prints a token and nothing else', async () => {
    const { stdout } = await run(['--role', 'nurse', '--ward', 'RWE/W9'], {});
    const verified = await verifyToken(stdout.trim(), developmentSettings(keys, systemClock));
    expect(verified).toMatchObject({ viewer: { role: 'nurse', wards: [{ organisation: 'RWE', code: 'W9' }] } });
  });

  it('says how it is asked', async () => {
    expect((await run(['--help'], {})).stdout).toContain('--organisation RWE');
  });

  it.each([{ NODE_ENV: 'production' }, { CAUSEWAY_MODE: 'production' }])(
    'makes none in production: %o',
    async (env) => {
      await expect(run(['--role', 'nurse'], env as Record<string, string>)).rejects.toMatchObject({
        code: 1,
        stdout: '',
      });
    },
  );
});
