import type { Ask, PersonCapability, Role } from './capabilities';
import type { InstanceName, NhsNumber, OdsCode, PersonId } from './identifiers';
import type { Instant } from './time';

/**
 * What narrows who may read of a person (a privacy consent directive, FHIR R4 Consent):
 * - `very-restricted`: the whole record, v3-Confidentiality `V`. Nobody but the person is told that they exist.
 * - `dissent`: no record is shared between organisations; the holder's own staff see theirs.
 * - `sealed`: a part is held back, and the answer says so; break-glass opens it.
 * - `sealed-and-locked`: a part is held back, no answer says so, and nothing opens it but the person's word.
 */
export const PRIVACY_DIRECTIVES = ['very-restricted', 'dissent', 'sealed', 'sealed-and-locked'] as const;
export type PrivacyDirectiveKind = (typeof PRIVACY_DIRECTIVES)[number];

/** Which records: those for which all that is said here holds. Never empty. */
export interface RecordPart {
  readonly capability?: PersonCapability;
  /** Who holds them. */
  readonly organisation?: OdsCode;
  readonly instance?: InstanceName;
  /** One record's business key. */
  readonly record?: string;
}

export interface SealedPart extends RecordPart {
  readonly kind: 'sealed' | 'sealed-and-locked';
}

/** A directive as it was given. Only its end is ever added. */
export interface PrivacyDirective {
  readonly id: string;
  readonly patient: PersonId;
  readonly kind: PrivacyDirectiveKind;
  /** Of a seal. */
  readonly part: RecordPart | null;
  readonly from: Instant;
  readonly until: Instant | null;
  readonly at: Instant;
  /** Who put it down: the person themself, or the privacy officer for them. */
  readonly role: Role;
  readonly by: string;
  readonly reason: string;
  readonly endedAt: Instant | null;
  readonly endedBy: string | null;
  readonly endedReason: string | null;
}

/** Whose: of the privacy officer one of the two; of a patient neither, or their own. */
export interface WhosePrivacy {
  readonly patient?: PersonId;
  readonly nhsNumber?: NhsNumber;
}

export interface NewPrivacyDirective extends WhosePrivacy {
  readonly kind: PrivacyDirectiveKind;
  /** Needed of a seal, and of nothing else. */
  readonly part?: RecordPart;
  /** Now unless given. */
  readonly from?: Instant;
  readonly until?: Instant;
  /** 10 to 500 characters: why, or in whose words. */
  readonly reason: string;
}

/**
 * Patients' wishes, and what the privacy officer puts down. Every method authorises, and is on record before it takes
 * effect, which is at the next read. Throws GraphRefusal BAD_USER_INPUT for what cannot be put down, FORBIDDEN for
 * anybody else's record.
 */
export interface PrivacyDirectives {
  put(directive: NewPrivacyDirective, ask: Ask): Promise<PrivacyDirective>;
  /** A patient ends what they put down themself; the privacy officer any. */
  end(id: string, reason: string, ask: Ask): Promise<PrivacyDirective>;
  /** All of one person, those that ended too, newest first. */
  of(whose: WhosePrivacy, ask: Ask): Promise<readonly PrivacyDirective[]>;
}
