import { ALL_CAPABILITIES, ROLES, type Capability, type Role } from '../../schema/capabilities';
import { purposeFor, refusalOf } from './policy';

/** Written out, not derived: what each role may read, as the rules were agreed. */
const IMAGING = ['imaging-studies', 'imaging-reports', 'imaging-orders'] as const;
const OWN = [
  ...(['demographics', 'encounters', 'wards', 'appointments', 'waiting-list', 'observations', 'documents'] as const),
  ...(['lab-reports', 'lab-orders', 'allergies', 'medications', 'problems', 'immunisations', 'preferences'] as const),
  ...(['care-team', ...IMAGING] as const),
];
const EXPECTED: Record<Role, readonly Capability[]> = {
  clinician: ALL_CAPABILITIES,
  nurse: ALL_CAPABILITIES,
  pharmacist: ALL_CAPABILITIES,
  radiographer: ['demographics', 'encounters', 'wards', 'allergies', ...IMAGING],
  'ward-clerk': [
    ...(['demographics', 'encounters', 'wards', 'bed-state', 'bed-housekeeping'] as const),
    ...(['appointments', 'theatre-lists', 'waiting-list', 'discharge-readiness'] as const),
  ],
  'integration-engineer': [],
  'migration-planner': [],
  'privacy-officer': [],
  patient: OWN,
  carer: OWN,
  machine: ALL_CAPABILITIES,
};

it.each(ROLES)('%s reads what the table says, each capability tried', (role) => {
  const purpose = purposeFor(role, undefined);
  if (!purpose) throw new Error('every role has a usual purpose');
  const readable = ALL_CAPABILITIES.filter(
    (capability) => refusalOf({ role, scopes: ALL_CAPABILITIES }, purpose, capability) === null,
  );
  expect([...readable].sort()).toEqual([...EXPECTED[role]].sort());
});

it.each(ROLES)('%s cannot break the glass or be a patient by saying so', (role) => {
  const own = role === 'patient' || role === 'carer' ? 'PATRQT' : null;
  expect([purposeFor(role, 'BTG'), purposeFor(role, 'PATRQT'), purposeFor(role, 'anything')]).toEqual([
    null,
    own,
    null,
  ]);
});

it('gives a program only what its scopes name, whatever the table has for programs', () => {
  const ward = { role: 'machine', scopes: ['observations', 'break-glass'] } as const;
  const readable = ALL_CAPABILITIES.filter((capability) => refusalOf(ward, 'HOPERAT', capability) === null);
  expect(readable).toEqual(['observations']);
  expect(refusalOf(ward, 'HOPERAT', 'break-glass')).not.toBeNull();
  expect(refusalOf({ role: 'machine' }, 'HOPERAT', 'observations')).not.toBeNull();
});

it('keeps clinical roles from reading for administration, and a refusal from naming anybody', () => {
  expect(refusalOf({ role: 'nurse' }, 'HOPERAT', 'allergies')).toBe(
    'The role nurse may not read for the purpose HOPERAT.',
  );
  expect(refusalOf({ role: 'ward-clerk' }, 'TREAT', 'allergies')).toBe('The role ward-clerk may not read allergies.');
});
