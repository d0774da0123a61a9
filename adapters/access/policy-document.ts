import { ALL_CAPABILITIES, ROLES, type Capability, type Role } from '../../schema/capabilities';
import type { RelationshipBasis } from '../../schema/access';
import { RECORD_VECTORS } from './nhs-login-claims';
import { ROLE_TABLE, type RolePolicy } from './policy';
import { CLOCK_TOLERANCE_S } from './token';

const BASES: { readonly [B in RelationshipBasis]: string } = {
  ward: 'a current stay on one of the wards the viewer works on',
  clinic:
    "an appointment at the viewer's organisation, from `CLINIC_DAYS_BEFORE` days before it to `CLINIC_DAYS_AFTER` after",
  referral:
    "an open waiting-list entry or order at the viewer's organisation, or a report there of the last `RELATIONSHIP_DAYS` days",
  caseload: "the person is registered at the viewer's practice",
  'care-team':
    "the person's stay, appointment, referral, order or report, at whatever organisation, names the viewer by SDS user id as its consultant, practitioner or requester, while it would be a relationship there",
  organisation: "a current stay at the viewer's organisation, or one that ended in the last `RELATIONSHIP_DAYS` days",
  'self-claimed': 'break-glass: the record was opened with a reason, for a while, and the privacy officer reviews it',
  self: 'the person themself, by an NHS number that a source traced and a birth date that does not speak against it',
  proxy: 'a stored proxy of the person for this carer',
};

const cells = (columns: readonly string[]): string => `| ${columns.join(' | ')} |`;
const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [cells(header), cells(header.map(() => '---')), ...rows.map(cells)].join('\n');

const cellOf = ({ reads, ofAnybody }: RolePolicy, capability: Capability): string => {
  if (!reads.includes(capability)) return '';
  return ofAnybody.includes(capability) ? 'anybody' : 'related';
};

const READERS = ROLES.filter((role) => ROLE_TABLE[role].reads.length > 0);
const names = (list: readonly string[] | undefined): string => list?.join(', ') ?? '';

const roleRow = (role: Role): readonly string[] => {
  const { purposes, relationships, operates, lists, reads } = ROLE_TABLE[role];
  return [
    role,
    names(purposes),
    names(relationships),
    reads.length === 0 ? '' : names(lists) || 'as it reads',
    names(operates),
  ];
};

/** The role table as an information governance lead reads it: docs/access-policy.md, which a test holds to it. */
export const policyDocument = (): string =>
  [
    '# Who may see what',
    'Made from the role table (`adapters/access/policy.ts`) by `node --import tsx adapters/access/policy-command.ts`; a test fails where the two differ. What is not here is refused, and the refusal is on record.',
    '## What each role reads',
    "Of `anybody`; or only of those the viewer is `related` to. Empty: never. A `machine` reads only what its token's scopes name (`read:observations`).",
    table(
      ['Capability', ...READERS],
      ALL_CAPABILITIES.map((one) => [one, ...READERS.map((role) => cellOf(ROLE_TABLE[role], one))]),
    ),
    '## For which purposes, by which relationships, and what else it does',
    'The first purpose is meant where a request names none. `BTG` stands on no row: it is a stored grant, found at the door.',
    table(['Role', 'Purposes', 'Relationships', 'Lists by place', 'Operations'], ROLES.map(roleRow)),
    '## What makes a relationship',
    'Read from our own store, never by asking a system. Where the feed that stays are heard on is silent, behind, or was never heard, whoever may break the glass is told so with the refusal.',
    table(['Relationship', 'Is'], Object.entries(BASES)),
    "People found in a list by place to whom the viewer has no relationship are left out, and the list says that something is withheld; except on the wards the viewer works on, whose lists are theirs as the ward's own system tells them.",
    '## Break-glass',
    "A clinician, nurse or pharmacist opens one person's record with a reason from the list and 10 to 500 characters of words, for 60 minutes unless they say otherwise and 240 at most. It opens to them alone, in the role and at the organisation they had, and opens neither messages nor another role's operations. Each answer under it says so, each read under it is on record as `BTG` with the grant, and the privacy officer has it on the review list at once.",
    '## Who asks',
    `Staff by NHS CIS2 claims, from the issuer of the settings; patients and carers by NHS login, from its own, proven to P9 and signed in by ${RECORD_VECTORS.join(', ')}; programs by client credentials, named by their client and never in a role of care. A token is taken back by its short life: none counts beyond \`TOKEN_MAX_AGE_MINUTES\` after it was issued, whatever it says of its own end. Clocks may differ by ${CLOCK_TOLERANCE_S} seconds.`,
  ].join('\n\n') + '\n';
