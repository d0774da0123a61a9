import type { Ask, Capability, Purpose } from './capabilities';
import type { Identifier } from './clinical/values';
import type { InstanceName, NhsNumber, OdsCode, PersonId } from './identifiers';
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
  readonly window: DateRange;
}

/** How far the record of reads is sealed. */
export interface AuditState {
  readonly sealed: number;
  readonly unsealed: number;
  readonly oldestUnsealed: Instant | null;
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
}
