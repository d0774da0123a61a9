import { ALL_CAPABILITIES, ROLES, type Capability, type Role } from '../../schema/capabilities';
import type { RelationshipBasis } from '../../schema/access';
import {
  ALWAYS_SAID,
  KNOW_OF_VERY_RESTRICTED,
  LABEL_MASKS,
  LABEL_WITHHOLDS,
  NOT_BOUND,
  NOT_FOR,
  SEALABLE,
} from './confidentiality';
import { RECORD_VECTORS } from './nhs-login-claims';
import { ROLE_TABLE, type RolePolicy } from './policy';
import { CLOCK_TOLERANCE_S } from './token';

const BASES: { readonly [B in RelationshipBasis]: string } = {
  ward: 'a current stay, or an open task of the last 7 days, on one of the wards the viewer works on',
  clinic:
    "an appointment at the viewer's organisation, or at which it visits the person, from `CLINIC_DAYS_BEFORE` days before it to `CLINIC_DAYS_AFTER` after; a visit that was last told of more than 7 days ago is none",
  referral:
    "an open waiting-list entry or order at the viewer's organisation, an open task there of the last 7 days, or a report there of the last `RELATIONSHIP_DAYS` days",
  caseload: "the person is registered at the viewer's practice",
  'care-team':
    "the person's stay, appointment, referral, order or report, at whatever organisation, names the viewer by SDS user id as its consultant, practitioner or requester, while it would be a relationship there; or the viewer has a task about the person in hand, or had it in the last `CLINIC_DAYS_AFTER` days; 7 days after it was raised a task is over",
  organisation: "a current stay at the viewer's organisation, or one that ended in the last `RELATIONSHIP_DAYS` days",
  'self-claimed': 'break-glass: the record was opened with a reason, for a while, and the privacy officer reviews it',
  self: 'the person themself, by an NHS number that a source traced and the birth date that they proved with it',
  proxy: 'a stored proxy of the person for this carer, while the person lives as far as was heard',
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

const NOT_SEALABLE = ALL_CAPABILITIES.filter((capability) => !SEALABLE.includes(capability));

const DIRECTIVES: readonly (readonly string[])[] = [
  [
    '`dissent`',
    'every record of an organisation from those who neither work for it nor on one of its wards; the system is not asked',
    'yes, `SHARING_DISSENTED`',
    'yes',
    names(NOT_BOUND.dissent),
  ],
  ['`sealed`', 'the part that is named', 'yes, `SEALED_BY_PATIENT`', 'yes', names(NOT_BOUND.sealed)],
  [
    '`sealed-and-locked`',
    'the part that is named',
    `no, but of ${names(ALWAYS_SAID)}`,
    'no',
    names(NOT_BOUND['sealed-and-locked']),
  ],
];

const LABELS: readonly (readonly string[])[] = [
  [
    'very restricted (v3-Confidentiality `V`)',
    `the record, of ${names(LABEL_WITHHOLDS)}`,
    'yes, `CONFIDENTIAL_AT_SOURCE`',
    'yes',
    '',
  ],
  [
    'not for the patient (v3-ActCode `NOPAT`)',
    `the record, of whatever kind, from ${names(NOT_FOR)}`,
    `no, but of ${names(ALWAYS_SAID)}, and where the newest alone are asked for`,
    'no',
    'everybody else',
  ],
];

/** The role table as an information governance lead reads it: docs/access-policy.md, which a test holds to it. */
export const policyDocument = (): string =>
  [
    '# Who may see what',
    'Made from the role table (`adapters/access/policy.ts`) by `node --require tsx/cjs adapters/access/policy-command.ts`; a test fails where the two differ. What is not here is refused, and the refusal is on record.',
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
    'Read from our own store, never by asking a system. Where the feed that stays are heard on is silent, behind, or was never heard, or the system that says whom the viewer’s organisation visits has been asked for a quarter of an hour without saying it, whoever may break the glass is told so with the refusal.',
    table(['Relationship', 'Is'], Object.entries(BASES)),
    "People found in a list by place to whom the viewer has no relationship are left out, and the list says that something is withheld; except on the wards the viewer works on, whose lists are theirs as the ward's own system tells them.",
    '## Break-glass',
    "A clinician, nurse or pharmacist opens one person's record with a reason from the list and 10 to 500 characters of words, for 60 minutes unless they say otherwise and 240 at most. It opens to them alone, in the role and at the organisation they had, and opens neither messages nor another role's operations. Each answer under it says so, each read under it is on record as `BTG` with the grant, and the privacy officer has it on the review list at once.",
    '## Whose record is very restricted',
    `A source calls the whole record very restricted (HL7 ARV-3 \`ALL\`, v3-Confidentiality \`V\`), or the privacy officer puts it down with a reason. To everybody but by the relationship ${names(KNOW_OF_VERY_RESTRICTED)}, such a person does not exist, nor does a record in doubt that may be theirs and is in no patient index: by any number, by an id of before, in a search, a list, a bed, a picture's link, to their treating ward and their carers too. Break-glass is not offered, since to offer it would tell. Their bed is occupied by nobody who is told of, and counts. The answer leaves at the step at which nobody's does. Each try is on record under their name, where the privacy officer and they themself see it. In messages, and in what planners compare, their values stay masked.`,
    '## What is held back by the person’s own word',
    'Put down by the patient themself, or by the privacy officer for them with a reason; dissent is read from the feeds as well (ZU8-2), and one source that says so is enough. It counts from the next read on, on every path, until it is ended or its time is over.',
    table(['Directive', 'Holds back', 'Said in the answer', 'Break-glass opens it', 'Does not bind'], DIRECTIVES),
    `Sealed can be: ${names(SEALABLE)}; all of a capability, of an organisation or of a system, or one record. A seal on appointments seals the same case in the theatre-lists. The treating ward is bound by a seal as everybody is, and sees that something is withheld. Who somebody is and where they lie cannot be sealed (${names(NOT_SEALABLE)}), and is shared whatever the dissent, but for stays, which dissent holds back too. A lock on ${names(ALWAYS_SAID)} is said all the same: a gap there that nobody speaks of could kill.`,
    '## What is held back by its source’s word',
    'FHIR security labels of one record (`meta.security`, `DocumentReference.securityLabel`), read by code in each of their systems. A label of a whole person is another thing: see above.',
    table(['Label', 'Holds back', 'Said in the answer', 'Break-glass opens it', 'Does not bind'], LABELS),
    `Every record says how it is labelled, one of v3-Confidentiality \`R\` too, which is shown to whoever may read it. What is told of a stay, or must be acted on, is not withheld for \`V\` (${names(LABEL_MASKS)}): where somebody is in it is masked, as a restricted person’s is, and their ward sees it. Nor is it withheld that a result was opened. A record in doubt is bound as any other.`,
    '## Who asks',
    `Staff by NHS CIS2 claims, from the issuer of the settings; patients and carers by NHS login, from its own, proven to P9 and signed in by ${RECORD_VECTORS.join(', ')}; programs by client credentials, named by their client and never in a role of care. A token is taken back by its short life: none counts beyond \`TOKEN_MAX_AGE_MINUTES\` after it was issued, whatever it says of its own end. Clocks may differ by ${CLOCK_TOLERANCE_S} seconds.`,
  ].join('\n\n') + '\n';
