import { createHash, createPrivateKey, createPublicKey, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK, type KeyLike } from 'jose';
import type { Role } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { DevelopmentPerson } from '../../schema/development-persons';
import type { TokenSettings } from './token';

export const DEVELOPMENT_ISSUER = 'urn:causeway:development';
/** Stands in for NHS login. */
export const DEVELOPMENT_NHS_LOGIN = 'urn:causeway:development:nhs-login';
export const DEVELOPMENT_AUDIENCE = 'causeway';
const KEY_FILE = 'development-signing-key.json';

export interface DevelopmentKeys {
  readonly privateKey: KeyLike;
  readonly publicKey: KeyLike;
}

/** True where a development token must be neither made nor taken. */
export const isProduction = (env: Readonly<Record<string, string | undefined>>): boolean =>
  env['NODE_ENV'] === 'production' || env['CAUSEWAY_MODE'] === 'production';

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410, section 7). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The same secret gives the same key on every machine. */
const keysFrom = (secret: string): DevelopmentKeys => {
  const seed = createHash('sha256').update(`causeway development token key: ${secret}`).digest();
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_ED25519, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  return { privateKey, publicKey: createPublicKey(privateKey) };
};

/**
 * The Ed25519 key that signs development tokens: of the secret (`CAUSEWAY_TOKEN_KEY`), for processes that share no
 * folder; else made once in the folder (`CAUSEWAY_DATA`), readable by its owner.
 */
export const developmentKeys = async (folder: string, secret?: string): Promise<DevelopmentKeys> => {
  if (secret !== undefined) return keysFrom(secret);
  await mkdir(folder, { recursive: true });
  const file = join(folder, KEY_FILE);
  const jwk = (await readKey(file)) ?? (await makeKey(file));
  const { d: _secret, ...open } = jwk;
  return { privateKey: asKey(await importJWK(jwk, 'EdDSA')), publicKey: asKey(await importJWK(open, 'EdDSA')) };
};

const asKey = (key: KeyLike | Uint8Array): KeyLike => {
  if (key instanceof Uint8Array) throw new TypeError('The development key file holds a secret, not a key pair');
  return key;
};

const readKey = async (file: string): Promise<JWK | null> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`The development key file ${KEY_FILE} cannot be read; delete it to have a new one`, {
      cause: error,
    });
  }
};

/** Written aside and linked into place: of two processes that start at once, one wins and both use its key, whole. */
const makeKey = async (file: string): Promise<JWK> => {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(pair.privateKey);
  const aside = `${file}.${randomUUID()}`;
  await writeFile(aside, JSON.stringify(jwk), { mode: 0o600 });
  try {
    await link(aside, file);
    return jwk;
  } catch (error) {
    const winner = await readKey(file);
    if (!winner) throw error;
    return winner;
  } finally {
    await rm(aside, { force: true });
  }
};

export const developmentSettings = (keys: DevelopmentKeys, clock: Clock): TokenSettings => ({
  issuer: DEVELOPMENT_ISSUER,
  audience: DEVELOPMENT_AUDIENCE,
  algorithms: ['EdDSA'],
  keys: keys.publicKey,
  nhsLogin: {
    issuer: DEVELOPMENT_NHS_LOGIN,
    audience: DEVELOPMENT_AUDIENCE,
    algorithms: ['EdDSA'],
    keys: keys.publicKey,
  },
  maxAgeS: DEVELOPMENT_MAX_AGE_S,
  clock,
});

/** A week: a demonstration outlives a shift. */
const DEVELOPMENT_MAX_AGE_S = 7 * 86_400;

interface DevelopmentUser {
  readonly id: string;
  readonly name: string;
  readonly rbac: string;
  readonly worksOnWards: boolean;
}

type StaffRole = Exclude<Role, 'patient' | 'carer' | 'machine'>;

/** One invented member of staff per role. */
const USERS: { readonly [R in StaffRole]: DevelopmentUser } = {
  clinician: { id: '555000000010', name: 'DOCTOR Dana', rbac: 'S8000:G8000:R8000', worksOnWards: true },
  nurse: { id: '555000000020', name: 'WARD Ann', rbac: 'S8000:G8000:R8001', worksOnWards: true },
  'ward-clerk': { id: '555000000030', name: 'DESK Clare', rbac: 'S8000:G8001:R8008', worksOnWards: true },
  radiographer: { id: '555000000040', name: 'RAY Robin', rbac: 'S8000:G8000:R1190', worksOnWards: false },
  pharmacist: { id: '555000000050', name: 'POTION Priya', rbac: 'S8000:G8000:R1290', worksOnWards: true },
  'integration-engineer': { id: '555000000060', name: 'WIRE Ivor', rbac: 'S8002:G8003:R8015', worksOnWards: false },
  'migration-planner': { id: '555000000070', name: 'MOVE Mina', rbac: 'S8002:G8003:R8015', worksOnWards: false },
  'privacy-officer': { id: '555000000080', name: 'WATCH Petra', rbac: 'S8002:G8003:R0001', worksOnWards: false },
};

/** Some things take two people, and one of them a third: whom else of a role there is, by given name. */
const COLLEAGUES = ['Omar', 'Sunita'] as const;

const userOf = (role: StaffRole, person: DevelopmentPerson): DevelopmentUser => {
  const first = USERS[role];
  const given = COLLEAGUES[person - 2];
  if (given === undefined) return first;
  const [family = ''] = first.name.split(' ');
  return { ...first, id: `${first.id.slice(0, -1)}${person + 4}`, name: `${family} ${given}` };
};

/** Wards of a development user of the ward staff unless said otherwise, as `organisation|code`: of both trusts, as for a joint discharge team. */
export const DEVELOPMENT_WARDS: readonly string[] = ['RWE|W12', 'RWE|W15', 'RWE|W20', 'RT5|CEDAR'];

export interface DevelopmentTokenRequest {
  readonly role: Role;
  /** Of staff: which of the invented people of the role; the first when absent. */
  readonly person?: DevelopmentPerson;
  /** `RWE|W12`; the role's usual ones when absent. */
  readonly wards?: readonly string[];
  /** 8 hours when absent: a shift. */
  readonly minutes?: number;
  /** Of staff, and of programs; RWE when absent. */
  readonly organisation?: string;
  /** Who a patient or a carer is; p001 and p003 of the simulated hospital when absent. */
  readonly nhsNumber?: string;
  /** Theirs, `1948-03-02`; needed where the number is a patient's other than p001's. */
  readonly birthDate?: string;
  /** Of a program: `read:observations`. */
  readonly scopes?: readonly string[];
}

const ORGANISATION_NAMES: Readonly<Record<string, string>> = {
  RWE: 'University Hospitals of Leicester NHS Trust',
  RT5: 'Leicestershire Partnership NHS Trust',
};

const staffClaims = (role: StaffRole, { wards, organisation = 'RWE', person = 1 }: DevelopmentTokenRequest) => {
  const user = userOf(role, person);
  const roleId = `${user.id.slice(0, -1)}${person + 1}`;
  return {
    sub: user.id,
    nhsid_useruid: user.id,
    name: user.name,
    idassurancelevel: 3,
    selected_roleid: roleId,
    nhsid_nrbac_roles: [
      {
        org_code: organisation,
        person_orgid: '1',
        person_roleid: roleId,
        role_code: user.rbac,
        workgroups: wards ?? (user.worksOnWards ? DEVELOPMENT_WARDS : []),
      },
    ],
    nhsid_user_orgs: [{ org_code: organisation, org_name: ORGANISATION_NAMES[organisation] ?? organisation }],
    azp: 'causeway-development',
    causeway_role: role,
  };
};

const nhsLoginClaims = (role: 'patient' | 'carer', { nhsNumber, birthDate }: DevelopmentTokenRequest) => ({
  sub: `development-${role}`,
  nhs_number: nhsNumber ?? (role === 'patient' ? '9990000018' : '9990000034'),
  birthdate: birthDate ?? (role === 'patient' ? '1948-03-02' : '1970-01-01'),
  identity_proofing_level: 'P9',
  vot: 'P9.Cp.Cd',
  azp: 'causeway-development-patients',
  ...(role === 'carer' && { causeway_role: role }),
});

const machineClaims = ({ scopes = [], organisation = 'RWE' }: DevelopmentTokenRequest) => ({
  ...{ sub: 'causeway-development-program', client_id: 'causeway-development-program' },
  ...{ scope: scopes.join(' '), causeway_organisation: organisation },
});

const claimsFor = (request: DevelopmentTokenRequest) => {
  switch (request.role) {
    case 'patient':
    case 'carer':
      return nhsLoginClaims(request.role, request);
    case 'machine':
      return machineClaims(request);
    default:
      return staffClaims(request.role, request);
  }
};

/** A signed development token, shaped as CIS2's, as NHS login's, or as a program's. */
export const issueDevelopmentToken = async (
  request: DevelopmentTokenRequest,
  keys: DevelopmentKeys,
  clock: Clock,
): Promise<string> => {
  const seconds = Math.floor(clock.millis() / 1000);
  const isNhsLogin = request.role === 'patient' || request.role === 'carer';
  return new SignJWT(claimsFor(request))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
    .setIssuer(isNhsLogin ? DEVELOPMENT_NHS_LOGIN : DEVELOPMENT_ISSUER)
    .setAudience(DEVELOPMENT_AUDIENCE)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + (request.minutes ?? 480) * 60)
    .sign(keys.privateKey);
};
