import type { Transaction } from 'kysely';
import type { PersonFacts } from '../../schema/events';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import type { Tables } from '../store';

/**
 * The index of people as the projector needs it: the identity index fits. It is handed in because projections and
 * identity know nothing of each other.
 */
export interface PeopleIndex {
  /** Tells the index what systems now say of their records, each named once. Same length, same order. */
  linkAll(trx: Transaction<Tables>, records: readonly LinkedRecord[]): Promise<readonly LinkedPerson[]>;
  /** Raises the epochs, so that no cache outlives what was just heard. */
  touch(trx: Transaction<Tables>, people: readonly PersonId[]): Promise<void>;
}

export interface LinkedRecord {
  readonly instance: InstanceName;
  readonly recordId: string;
  /** All that the record says now, folded from everything heard. */
  readonly facts: PersonFacts;
  /** Marked sensitive by the person's own record or by a current stay. */
  readonly restricted: boolean;
  /** The sender's own records that absorbed it (A40) and have not been parted from it since: it is read under them. */
  readonly absorbedBy: readonly string[];
  /** Those that it was parted from (A37) and not joined to since: other people's, whatever numbers they share. */
  readonly apartFrom: readonly string[];
}

/** The person a record belongs to, and the one it belonged to before: null for a record never heard of. */
export interface LinkedPerson {
  readonly person: PersonId;
  readonly before: PersonId | null;
}
