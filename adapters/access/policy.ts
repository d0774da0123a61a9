import {
  ALL_CAPABILITIES,
  OPERATIONS,
  type Capability,
  type Operation,
  type Purpose,
  type Role,
  type Viewer,
} from '../../schema/capabilities';
import type { RelationshipBasis } from '../../schema/access';

/** What a role may read and do, and for which purposes of use (v3-ActReason). Deny by default: what is not listed is refused. */
export interface RolePolicy {
  readonly reads: readonly Capability[];
  /** Of these, what may be read of anybody. All else needs one of the relationships. */
  readonly ofAnybody: readonly Capability[];
  readonly relationships: readonly RelationshipBasis[];
  /** Lists by place; whatever is read of people, where not said. */
  readonly lists?: readonly Capability[];
  readonly operates?: readonly Operation[];
  /** The first is meant when a request names none. */
  readonly purposes: readonly Purpose[];
}

const CARE: readonly Purpose[] = ['TREAT', 'ETREAT'];

/** So that a patient can be found and registered, and a bed for them; none of it says why they are here. */
const OF_ANYBODY: readonly Capability[] = ['demographics', 'wards', 'bed-state', 'bed-housekeeping'];

const BY_WORK: readonly RelationshipBasis[] = ['ward', 'clinic', 'referral', 'caseload', 'care-team', 'organisation'];
const BY_WORK_OR_GLASS: readonly RelationshipBasis[] = [...BY_WORK, 'self-claimed'];

const CARING = {
  reads: ALL_CAPABILITIES,
  ofAnybody: OF_ANYBODY,
  relationships: BY_WORK_OR_GLASS,
  operates: ['break-glass'],
  purposes: CARE,
} as const satisfies RolePolicy;

/** What patients are shown of their own record. Not: what staff tell each other while it is still being worked out. */
const OWN_RECORD: readonly Capability[] = [
  'demographics',
  'encounters',
  'wards',
  'observations',
  'lab-reports',
  'lab-orders',
  'imaging-studies',
  'imaging-reports',
  'imaging-orders',
  'allergies',
  'medications',
  'problems',
  'immunisations',
  'documents',
  'preferences',
  'care-team',
  'appointments',
  'waiting-list',
];

const OWN = {
  reads: OWN_RECORD,
  ofAnybody: ['wards'],
  lists: ['wards'],
  operates: ['own-reads'],
  purposes: ['PATRQT'],
} as const satisfies Omit<RolePolicy, 'relationships'>;

const NOBODY = { reads: [], ofAnybody: [], relationships: [] } as const;

/**
 * The role table. Break-glass (`BTG`) stands on nobody's row on purpose: it is a stored grant, found at the door, and
 * never a word in a request.
 */
export const ROLE_TABLE: { readonly [R in Role]: RolePolicy } = {
  clinician: CARING,
  nurse: CARING,
  pharmacist: CARING,
  radiographer: {
    reads: ['demographics', 'encounters', 'wards', 'imaging-studies', 'imaging-reports', 'imaging-orders', 'allergies'],
    ofAnybody: OF_ANYBODY,
    relationships: BY_WORK,
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
      'theatre-lists',
      'waiting-list',
      'discharge-readiness',
    ],
    ofAnybody: OF_ANYBODY,
    relationships: BY_WORK,
    purposes: ['TREAT', 'HOPERAT'],
  },
  'integration-engineer': {
    ...NOBODY,
    operates: ['messages', 'message-content', 'message-actions'],
    purposes: ['SYSADMIN', 'HOPERAT'],
  },
  'migration-planner': {
    ...NOBODY,
    operates: ['migration', 'migration-content', 'migration-actions'],
    purposes: ['HOPERAT', 'SYSADMIN'],
  },
  'privacy-officer': {
    ...NOBODY,
    operates: ['messages', 'access-log', 'as-seen', 'break-glass-review', 'privacy-directives', 'proxies'],
    purposes: ['HOPERAT'],
  },
  patient: { ...OWN, relationships: ['self'], operates: [...OWN.operates, 'own-wishes', 'own-proxies'] },
  carer: { ...OWN, relationships: ['proxy'] },
  // Only what its scopes name, of the people of its organisation.
  machine: {
    reads: ALL_CAPABILITIES,
    ofAnybody: ['wards', 'bed-state', 'bed-housekeeping'],
    relationships: ['clinic', 'referral', 'caseload', 'organisation'],
    purposes: ['HOPERAT', 'TREAT'],
  },
};

/** Roles that see where a restricted person lives and can be reached (design, section 6); patients see nobody but themselves. */
export const SEES_RESTRICTED: readonly Role[] = ['privacy-officer', 'patient'];

const OPERATION_REFUSED: { readonly [O in Operation]: (role: Role) => string } = {
  messages: (role) => `The role ${role} may not see messages.`,
  'message-content': (role) => `The role ${role} may not see what is in a message.`,
  'message-actions': (role) => `The role ${role} may not act on messages.`,
  'access-log': (role) => `The role ${role} may not see who looked at records.`,
  'as-seen': (role) => `The role ${role} may not see what others were shown.`,
  'own-reads': (role) => `The role ${role} has no record of its own here.`,
  'break-glass': (role) => `The role ${role} may not open a record without a relationship.`,
  'break-glass-review': (role) => `The role ${role} may not review what was opened without a relationship.`,
  'own-wishes': (role) => `The role ${role} has no record of its own to hold back.`,
  'privacy-directives': (role) => `The role ${role} may not put down what narrows who reads of others.`,
  proxies: (role) => `The role ${role} may not put down who reads for others.`,
  'own-proxies': (role) => `The role ${role} has no record of its own for which others hold proxy.`,
  migration: (role) => `The role ${role} may not see the ledger.`,
  'migration-content': (role) => `The role ${role} may not open differing values.`,
  'migration-actions': (role) => `The role ${role} may not change the ledger.`,
};

const isOperation = (what: Capability | Operation): what is Operation => OPERATIONS.some((known) => known === what);

/** Who asks, as far as the table needs to know. */
export type Asker = Pick<Viewer, 'role' | 'scopes'>;

const outOfScope = ({ role, scopes = [] }: Asker, what: Capability | Operation): boolean =>
  role === 'machine' && !scopes.includes(what);

/** Why a read is refused, in a sentence without a value of anybody's; null when it is allowed. */
export const refusalOf = (asker: Asker, purpose: Purpose, what: Capability | Operation): string | null => {
  const { role } = asker;
  const policy = ROLE_TABLE[role];
  if (isOperation(what)) {
    if (policy.operates?.includes(what) !== true) return OPERATION_REFUSED[what](role);
  } else if (!policy.reads.includes(what)) return `The role ${role} may not read ${what}.`;
  else if (outOfScope(asker, what)) return `No scope of this client allows it to read ${what}.`;
  if (!policy.purposes.includes(purpose)) return `The role ${role} may not read for the purpose ${purpose}.`;
  return null;
};

/** Why a list by place is refused to somebody who may read it of people; null when it is allowed. */
export const listRefusalOf = (role: Role, what: Capability): string | null => {
  const { lists, reads } = ROLE_TABLE[role];
  return (lists ?? reads).includes(what) ? null : `The role ${role} may not read lists of ${what}.`;
};

/** Which relationships let the role read it of a person; null where none is needed. */
export const relationshipsFor = (role: Role, what: Capability): readonly RelationshipBasis[] | null => {
  const { ofAnybody, relationships } = ROLE_TABLE[role];
  return ofAnybody.includes(what) ? null : relationships;
};

export const mayBreakGlass = (role: Role): boolean => ROLE_TABLE[role].relationships.includes('self-claimed');

/** The purpose a request has: the one it names if its role may, the role's usual one if it names none, else null. */
export const purposeFor = (role: Role, asked: string | undefined): Purpose | null => {
  const { purposes } = ROLE_TABLE[role];
  if (asked === undefined || asked === '') return purposes[0] ?? null;
  return purposes.find((purpose) => purpose === asked) ?? null;
};

/** The rules as the door takes them, so that a test may try others. */
export interface Policy {
  refusalOf(asker: Asker, purpose: Purpose, what: Capability | Operation): string | null;
  listRefusalOf(role: Role, what: Capability): string | null;
  relationshipsFor(role: Role, what: Capability): readonly RelationshipBasis[] | null;
  mayBreakGlass(role: Role): boolean;
}
export const rolePolicy: Policy = { refusalOf, listRefusalOf, relationshipsFor, mayBreakGlass };
