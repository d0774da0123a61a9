import {
  ALL_CAPABILITIES,
  OPERATIONS,
  type Capability,
  type Operation,
  type Purpose,
  type Role,
} from '../../schema/capabilities';

/** What a role may read and do, and for which purposes of use (v3-ActReason). Deny by default: what is not listed is refused. */
export interface RolePolicy {
  readonly reads: readonly Capability[];
  readonly operates?: readonly Operation[];
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
  'integration-engineer': {
    reads: [],
    operates: ['messages', 'message-content', 'message-actions'],
    purposes: ['SYSADMIN', 'HOPERAT'],
  },
  'migration-planner': {
    reads: [],
    operates: ['migration', 'migration-content', 'migration-actions'],
    purposes: ['HOPERAT', 'SYSADMIN'],
  },
  'privacy-officer': { reads: [], operates: ['messages', 'access-log', 'as-seen'], purposes: ['HOPERAT'] },
};

/** Roles that see where a restricted person lives and can be reached (design, section 6). */
export const SEES_RESTRICTED: readonly Role[] = ['privacy-officer'];

const OPERATION_REFUSED: { readonly [O in Operation]: (role: Role) => string } = {
  messages: (role) => `The role ${role} may not see messages.`,
  'message-content': (role) => `The role ${role} may not see what is in a message.`,
  'message-actions': (role) => `The role ${role} may not act on messages.`,
  'access-log': (role) => `The role ${role} may not see who looked at records.`,
  'as-seen': (role) => `The role ${role} may not see what others were shown.`,
  migration: (role) => `The role ${role} may not see the ledger.`,
  'migration-content': (role) => `The role ${role} may not open differing values.`,
  'migration-actions': (role) => `The role ${role} may not change the ledger.`,
};

const isOperation = (what: Capability | Operation): what is Operation => OPERATIONS.some((known) => known === what);

/** Why a read is refused, in a sentence without a value of anybody's; null when it is allowed. */
export const refusalOf = (role: Role, purpose: Purpose, what: Capability | Operation): string | null => {
  const policy = ROLE_TABLE[role];
  if (isOperation(what)) {
    if (policy.operates?.includes(what) !== true) return OPERATION_REFUSED[what](role);
  } else if (!policy.reads.includes(what)) return `The role ${role} may not read ${what}.`;
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
  refusalOf(role: Role, purpose: Purpose, what: Capability | Operation): string | null;
}
export const rolePolicy: Policy = { refusalOf };
