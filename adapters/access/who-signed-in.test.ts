import { OPERATIONS, ROLES, type Operation, type Role } from '../../schema/capabilities';
import { readClaims } from './claims';
import { isMachine, readMachineClaims } from './machine-claims';
import { readNhsLoginClaims } from './nhs-login-claims';
import { purposeFor, refusalOf } from './policy';

const without = (claims: Record<string, unknown>, name: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));

describe('a program', () => {
  const CLAIMS = {
    sub: 'ward-board',
    client_id: 'ward-board',
    scope: 'read:observations',
    causeway_organisation: 'RWE',
  };

  test.each<[string, unknown, boolean]>([
    ['by client_id', CLAIMS, true],
    ['by azp', { sub: 'ward-board', azp: 'ward-board' }, true],
    ['by azp, where client_id says another', { ...CLAIMS, client_id: 'else', azp: 'ward-board' }, true],
    ['not one who signed in through it', { ...CLAIMS, sub: '555000000010' }, false],
    ['nor by another azp', { sub: '555000000010', azp: 'ward-board' }, false],
    ['not with a user’s roles', { ...CLAIMS, nhsid_nrbac_roles: [] }, false],
    ['not with a user’s id', { ...CLAIMS, nhsid_useruid: '555000000010' }, false],
    ['not without a subject', without(CLAIMS, 'sub'), false],
    ['not by a subject alone', { sub: 'ward-board' }, false],
    ['not nobody', {}, false],
    ['no object', 'ward-board', false],
    ['nothing', null, false],
    ['not said', undefined, false],
  ])('%s', (_what, payload, expected) => expect(isMachine(payload)).toBe(expected));

  test('has the scopes it was given, and no name of a person', () => {
    expect(readMachineClaims({ ...CLAIMS, scope: 'openid read:observations write:all read:wards' })).toMatchObject({
      client: 'ward-board',
      viewer: { userId: 'client:ward-board', name: 'ward-board', role: 'machine', scopes: ['observations', 'wards'] },
    });
    expect(readMachineClaims(without(CLAIMS, 'scope'))).toMatchObject({ viewer: { scopes: [] } });
  });

  test('without an organisation that is one it is nobody', () => {
    expect(readMachineClaims({ ...CLAIMS, causeway_organisation: 'no code' })).toEqual({
      problem: 'claim causeway_organisation is no organisation code',
    });
    expect(readMachineClaims(without(CLAIMS, 'causeway_organisation'))).toHaveProperty('problem');
  });
});

describe('NHS login', () => {
  const CLAIMS = {
    ...{ sub: 'nl-1', nhs_number: '9990000018', birthdate: '1948-03-02', given_name: 'Mavis', family_name: 'Tester' },
    ...{ identity_proofing_level: 'P9', vot: 'P9.Cp.Cd', azp: 'app' },
  };
  const read = (claims: Record<string, unknown>) => readNhsLoginClaims(claims);

  test('is who they are, by number and birth date', () => {
    expect(read(CLAIMS)).toMatchObject({
      client: 'app',
      viewer: {
        userId: 'nhs-login:nl-1',
        name: 'TESTER Mavis',
        role: 'patient',
        nhsNumber: '9990000018',
        birthDate: '1948-03-02',
      },
    });
    expect(read(without(without(CLAIMS, 'given_name'), 'family_name'))).toMatchObject({
      viewer: { name: 'NHS login' },
    });
    expect(read({ ...without(CLAIMS, 'azp'), client_id: 'other' })).toMatchObject({ client: 'other' });
    expect(read({ ...CLAIMS, causeway_role: 'carer' })).toMatchObject({ viewer: { role: 'carer' } });
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['through no client', without(CLAIMS, 'azp'), 'claim azp is missing'],
    ['proven to P5', { ...CLAIMS, identity_proofing_level: 'P5' }, 'claim identity_proofing_level is below P9'],
    ['by a password alone', { ...CLAIMS, vot: 'P9.Cp' }, 'claim vot is no vector that gives access to a record'],
    ['by no vector', without(CLAIMS, 'vot'), 'claim vot is no vector that gives access to a record'],
    ['without a number', without(CLAIMS, 'nhs_number'), 'claim nhs_number is missing or malformed'],
    ['with a wrong number', { ...CLAIMS, nhs_number: '9990000019' }, 'claim nhs_number is missing or malformed'],
    ['without a birth date', without(CLAIMS, 'birthdate'), 'claim birthdate is missing or malformed'],
    ['as staff', { ...CLAIMS, causeway_role: 'clinician' }, 'claim causeway_role is missing or malformed'],
  ])('%s: nobody', (_what, claims, problem) => expect(read(claims)).toEqual({ problem }));
});

describe('CIS2', () => {
  const ROLE = { org_code: 'RWE', person_roleid: '1', role_code: 'S8000:G8000:R8001', workgroups: ['RWE|W12'] };
  const CLAIMS = { sub: '555000000020', name: 'WARD Ann', azp: 'app', nhsid_nrbac_roles: [ROLE] };
  const read = (more: Record<string, unknown>) => readClaims({ ...CLAIMS, ...more });

  test('is the role that was selected; of a single one, that one', () => {
    const CLERK = { ...ROLE, person_roleid: '2', role_code: 'S8000:G8001:R8008', workgroups: [] };
    expect(read({})).toMatchObject({
      client: 'app',
      viewer: {
        ...{ userId: '555000000020', role: 'nurse', roleProfileId: 'UNK', organisationName: 'RWE' },
        wards: [{ organisation: 'RWE', code: 'W12' }],
      },
    });
    expect(read({ nhsid_nrbac_roles: [ROLE, CLERK], selected_roleid: '2' })).toMatchObject({
      viewer: { role: 'ward-clerk', roleProfileId: '2', wards: [] },
    });
    expect(read({ nhsid_nrbac_roles: [ROLE, CLERK] })).toEqual({
      problem: 'claim selected_roleid names no role of the token',
    });
    expect(read({ selected_roleid: '9' })).toHaveProperty('problem');
  });

  test('names the user by their SDS id, and the organisation as the token does', () => {
    const orgs = [
      { org_code: 'RT5', org_name: 'Partnership' },
      { org_code: 'RWE', org_name: 'Hospitals' },
    ];
    expect(read({ nhsid_useruid: '555000000099', nhsid_user_orgs: orgs })).toMatchObject({
      viewer: { userId: '555000000099', organisationName: 'Hospitals' },
    });
    expect(readClaims({ ...without(CLAIMS, 'azp'), client_id: 'other' })).toMatchObject({ client: 'other' });
  });

  test.each<[string, Record<string, unknown>]>([
    ['through no client', { azp: undefined }],
    ['of no organisation', { nhsid_nrbac_roles: [{ ...ROLE, org_code: 'no code' }] }],
    ['in a role without a place', { nhsid_nrbac_roles: [{ ...ROLE, role_code: 'S8000:G8000:R9999' }] }],
  ])('%s: nobody', (_what, more) => expect(read(more)).toHaveProperty('problem'));

  test('a claim of our own opens no record', () => {
    const clerk = { nhsid_nrbac_roles: [{ ...ROLE, role_code: 'S8000:G8001:R8008' }] };
    const roleBy = (own: Role) => {
      const claims = read({ ...clerk, causeway_role: own });
      return 'viewer' in claims ? claims.viewer.role : null;
    };
    expect(ROLES.filter((own) => roleBy(own) !== 'ward-clerk')).toEqual(['integration-engineer', 'migration-planner']);
    expect(roleBy('migration-planner')).toBe('migration-planner');
  });

  test('a workgroup of another shape is no ward', () => {
    const wards = (workgroups: readonly string[]) => read({ nhsid_nrbac_roles: [{ ...ROLE, workgroups }] });
    expect(wards(['W12', '|W12', 'RWE|', 'no code|W12', 'RWE|W20'])).toMatchObject({
      viewer: { wards: [{ organisation: 'RWE', code: 'W20' }] },
    });
  });
});

/** Written out, not derived: what each role may do beside reading, as the rules were agreed. */
const DOES: Partial<Record<Role, readonly Operation[]>> = {
  clinician: ['break-glass'],
  nurse: ['break-glass'],
  pharmacist: ['break-glass'],
  'integration-engineer': ['messages', 'message-content', 'message-actions'],
  'migration-planner': ['migration', 'migration-content', 'migration-actions'],
  'privacy-officer': ['messages', 'access-log', 'as-seen', 'break-glass-review', 'privacy-directives', 'proxies'],
  patient: ['own-reads', 'own-wishes', 'own-proxies'],
  carer: ['own-reads'],
};

test.each(ROLES)('%s does what the table says, each operation tried', (role) => {
  const purpose = purposeFor(role, '');
  if (!purpose) throw new Error('every role has a usual purpose');
  const may = OPERATIONS.filter((operation) => refusalOf({ role }, purpose, operation) === null);
  expect([...may].sort()).toEqual([...(DOES[role] ?? [])].sort());
});
