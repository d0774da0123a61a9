import type { Transaction } from 'kysely';
import type { PersonFacts } from '../../schema/events';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import type { Tables } from '../store';

/**
 * The index of people as the projector needs it: the identity index fits. It is handed in because projections and
 * identity know nothing of each other.
 */
export interface PeopleIndex {
  /** Tells the index what a system now says of one of its records; gives the person the record belongs to. */
  link(trx: Transaction<Tables>, record: LinkedRecord): Promise<PersonId>;
  /** The sender's own merge (A40): `retired` is read under `survivor` from now on. Gives every person affected. */
  merge(
    trx: Transaction<Tables>,
    merge: { readonly instance: InstanceName; readonly survivor: string; readonly retired: readonly string[] },
  ): Promise<readonly PersonId[]>;
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
}
