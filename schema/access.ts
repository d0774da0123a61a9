import type { Ask, Capability, Purpose, Role } from './capabilities';
import type { Identifier } from './clinical/values';
import type { InstanceName, NhsNumber, OdsCode, PersonId } from './identifiers';
import type { PrivacyDirectives } from './privacy';
import type { Proxies } from './proxies';
import type { DateRange, Instant } from './time';

/** One request, grouped from the rows that its reads left. */
export interface AccessEvent {
  readonly requestId: string;
  readonly at: Instant;
  readonly userId: string;
  readonly userName: string;
  readonly role: string;
  readonly organisation: OdsCode;
  readonly purpose: Purpose;
  readonly client: string;
  readonly operation: string;
  readonly capabilities: readonly (Capability | string)[];
  readonly instances: readonly InstanceName[];
  /** How many people the request was shown; one of them is whoever was asked about. */
  readonly people: number;
  readonly outcome: 'answered' | 'refused' | 'partly-refused';
  /** Why refused, or how somebody was looked up. */
  readonly notes: readonly string[];
}

export interface AccessPage {
  readonly events: readonly AccessEvent[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** What one batch of a request was shown: the door's answers after masking, in canonical words. */
export interface SeenPart {
  readonly at: Instant;
  readonly capability: string;
  readonly userId: string;
  readonly person: PersonId | null;
  readonly instance: InstanceName | null;
  /** JSON of the answer as it left the door; null where it is kept no longer, or cannot be opened. */
  readonly content: string | null;
}

/** Whose record, by at most one of the first three; or whose reads; at least one of all five. */
export interface AccessFilter {
  readonly patient?: PersonId;
  readonly nhsNumber?: NhsNumber;
  readonly identifier?: Identifier;
  readonly user?: string;
  readonly request?: string;
  /** Whose own looks are left out: only asked for by those who see who looked at their record. */
  readonly withoutUser?: string;
  readonly window: DateRange;
}

/** How far the record of reads is sealed. */
export interface AuditState {
  readonly sealed: number;
  readonly unsealed: number;
  readonly oldestUnsealed: Instant | null;
}

/**
 * Why somebody may read of a person: a current stay on one of their wards; an appointment, an open referral or order, or
 * a recent stay at their organisation; a person registered there; a record in force that names them as whose care it is;
 * a record opened by break-glass; one's own; proxy.
 */
export const RELATIONSHIP_BASES = [
  'ward',
  'clinic',
  'referral',
  'caseload',
  'care-team',
  'organisation',
  'self-claimed',
  'self',
  'proxy',
] as const;
export type RelationshipBasis = (typeof RELATIONSHIP_BASES)[number];

/** Why a record is opened without a relationship (the grounds for opening a sealed envelope, and the one that is ours). */
export const BREAK_GLASS_REASONS = [
  'EMERGENCY',
  'PATIENT_CONSENT',
  'LEGAL_REQUIREMENT',
  'PUBLIC_INTEREST',
  'RELATIONSHIP_NOT_RECORDED',
] as const;
export type BreakGlassReason = (typeof BREAK_GLASS_REASONS)[number];

/** What the privacy officer found. */
export const REVIEW_OUTCOMES = ['JUSTIFIED', 'NOT_JUSTIFIED', 'FOLLOWED_UP'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** A grant under which an answer was given: for the answer's extensions. */
export interface GrantInUse {
  readonly id: string;
  readonly patient: PersonId;
  readonly until: Instant;
  readonly reason: BreakGlassReason;
}

export interface BreakGlassGrant extends GrantInUse {
  readonly at: Instant;
  readonly userId: string;
  readonly userName: string;
  readonly role: Role;
  readonly organisation: OdsCode;
  readonly words: string;
  /** When the user closed the record again; null while the grant stands or ran out. */
  readonly endedAt: Instant | null;
}

export interface BreakGlassReview {
  readonly at: Instant;
  readonly by: string;
  readonly outcome: ReviewOutcome;
  readonly words: string;
}

/** A grant as it is reviewed: what was read under it is taken from the record of reads. */
export interface GrantForReview extends BreakGlassGrant {
  readonly review: BreakGlassReview | null;
  readonly capabilities: readonly string[];
  readonly requests: number;
}

export interface GrantPage {
  readonly grants: readonly GrantForReview[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** Opening a record without a relationship: one person, one user, a while, never silent. Every method authorises and is on record. */
export interface BreakGlass {
  /** Throws GraphRefusal BAD_USER_INPUT for words of fewer than 10 or more than 500 characters, or minutes beyond 1 to 240. */
  open(
    request: {
      readonly patient: PersonId;
      readonly reason: BreakGlassReason;
      readonly words: string;
      /** 60 unless given; 240 at most. */
      readonly minutes?: number;
    },
    ask: Ask,
  ): Promise<BreakGlassGrant>;
  /** One's own only. Throws GraphRefusal BAD_USER_INPUT for a grant that is not theirs, or not standing. */
  end(id: string, ask: Ask): Promise<BreakGlassGrant>;
  /** Once. Throws GraphRefusal BAD_USER_INPUT for a grant that is unknown or reviewed already. */
  review(
    id: string,
    review: { readonly outcome: ReviewOutcome; readonly words: string },
    ask: Ask,
  ): Promise<GrantForReview>;
  /** Newest first. */
  reviews(
    state: 'WAITING' | 'REVIEWED' | null,
    page: { readonly first: number; readonly after: string | null },
    ask: Ask,
  ): Promise<GrantPage>;
}

/** One request about a person's record as that person is told of it: no name of staff. */
export interface ReadOfMine {
  readonly at: Instant;
  readonly role: string;
  readonly organisation: OdsCode;
  readonly purpose: Purpose;
  readonly capabilities: readonly string[];
  readonly outcome: AccessEvent['outcome'];
}

/** The record of reads as a subgraph sees it. Every method authorises, and is on record, before it answers. */
export interface AccessRecords {
  log(
    filter: AccessFilter,
    page: { readonly first: number; readonly after: string | null },
    ask: Ask,
  ): Promise<AccessPage>;
  /** Null where there is no such request. */
  asSeen(requestId: string, ask: Ask): Promise<readonly SeenPart[] | null>;
  state(ask: Ask): Promise<AuditState>;
  /**
   * Who looked at the record of a patient who asks for themself, or by proxy; their own looks are left out. `patient`:
   * for a carer of several; the only one when absent. Throws GraphRefusal FORBIDDEN for anybody else's.
   */
  readsOfMine(
    filter: { readonly patient?: PersonId; readonly window: DateRange },
    page: { readonly first: number; readonly after: string | null },
    ask: Ask,
  ): Promise<{
    readonly reads: readonly ReadOfMine[];
    readonly hasNextPage: boolean;
    readonly endCursor: string | null;
  }>;
  readonly breakGlass: BreakGlass;
  readonly privacy: PrivacyDirectives;
  readonly proxies: Proxies;
}
