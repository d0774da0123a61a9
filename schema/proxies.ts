import type { Ask, PersonCapability, Role } from './capabilities';
import type { NhsNumber, PersonId } from './identifiers';
import type { WhosePrivacy } from './privacy';
import type { Instant } from './time';

/** Leave for a carer to read of a person. Only its end is ever added. */
export interface Proxy {
  readonly id: string;
  readonly patient: PersonId;
  /** As the person knows them; null for one that was put down before names were. */
  readonly carerName: string | null;
  /** Told to the privacy officer alone. */
  readonly carerNhsNumber: NhsNumber | null;
  /** What of the record, and who the person is; null for all that carers read. */
  readonly capabilities: readonly PersonCapability[] | null;
  readonly from: Instant;
  readonly until: Instant | null;
  readonly at: Instant;
  readonly by: string | null;
  readonly reason: string | null;
  readonly endedAt: Instant | null;
  readonly endedBy: string | null;
  readonly endedRole: Role | null;
  readonly endedReason: string | null;
}

/** Whose, for whom, how much, how long and why. */
export interface NewProxy extends WhosePrivacy {
  readonly carerNhsNumber: NhsNumber;
  readonly carerName: string;
  readonly capabilities?: readonly string[];
  /** Now unless given. */
  readonly from?: Instant;
  /** Until it is ended unless given. */
  readonly until?: Instant;
  /** 10 to 500 characters: what the leave rests on. */
  readonly reason: string;
}

/**
 * Carers' proxies. The privacy officer puts them down and ends them; the person sees theirs, and ends them. Every method
 * authorises, and is on record before it takes effect, which is at the next read. Throws GraphRefusal BAD_USER_INPUT for
 * what cannot be put down, FORBIDDEN for anybody else's record.
 */
export interface Proxies {
  record(proxy: NewProxy, ask: Ask): Promise<Proxy>;
  end(id: string, reason: string, ask: Ask): Promise<Proxy>;
  /** All of one person, those that ended too, newest first. */
  of(whose: WhosePrivacy, ask: Ask): Promise<readonly Proxy[]>;
}
