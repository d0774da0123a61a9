import { ALL_CAPABILITIES, type Capability, type Purpose, type Role } from '../../schema/capabilities';

/** What a role may read, and for which purposes of use (v3-ActReason). Deny by default: what is not listed is refused. */
export interface RolePolicy {
  readonly reads: readonly Capability[];
  /** The first is meant when a request names none. */
  readonly purposes: readonly Purpose[];
}

const CARE: readonly Purpose[] = ['TREAT', 'ETREAT'];

/**
 * The role table. Two purposes stand on nobody's row on purpose: break-glass (`BTG`) is a stored grant and never a
 * word in a request, and a patient's own access (`PATRQT`) is another class of user with another policy.
 */
export const ROLE_TABLE: { readonly [R in Role]: RolePolicy } = {
  clinician: { reads: ALL_CAPABILITIES, purposes: CARE },
  nurse: { reads: ALL_CAPABILITIES, purposes: CARE },
  pharmacist: { reads: ALL_CAPABILITIES, purposes: CARE },
  radiographer: {
    reads: ['demographics', 'encounters', 'wards', 'imaging-studies', 'imaging-reports', 'imaging-orders', 'allergies'],
    purposes: CARE,
  },
  'ward-clerk': {
    reads: [
      'demographics',
      'encounters',
      'wards',
      'bed-state',
      'bed-housekeeping',
      'appointments',
      'waiting-list',
      'discharge-readiness',
    ],
    purposes: ['TREAT', 'HOPERAT'],
  },
  'integration-engineer': { reads: [], purposes: ['SYSADMIN', 'HOPERAT'] },
  'migration-planner': { reads: [], purposes: ['HOPERAT', 'SYSADMIN'] },
  'privacy-officer': { reads: [], purposes: ['HOPERAT'] },
};

/** Roles that see where a restricted person lives and can be reached (design, section 6). */
export const SEES_RESTRICTED: readonly Role[] = ['privacy-officer'];

/** Why a read is refused, in a sentence without a value of anybody's; null when it is allowed. */
export const refusalOf = (role: Role, purpose: Purpose, capability: Capability): string | null => {
  const policy = ROLE_TABLE[role];
  if (!policy.reads.includes(capability)) return `The role ${role} may not read ${capability}.`;
  if (!policy.purposes.includes(purpose)) return `The role ${role} may not read for the purpose ${purpose}.`;
  return null;
};

/** The purpose a request has: the one it names if its role may, the role's usual one if it names none, else null. */
export const purposeFor = (role: Role, asked: string | undefined): Purpose | null => {
  const { purposes } = ROLE_TABLE[role];
  if (asked === undefined || asked === '') return purposes[0] ?? null;
  return purposes.find((purpose) => purpose === asked) ?? null;
};

/** The rules as the door takes them, so that later rules (relationships, break-glass) replace one object. */
export interface Policy {
  refusalOf(role: Role, purpose: Purpose, capability: Capability): string | null;
}
export const rolePolicy: Policy = { refusalOf };
