import type { Transaction } from 'kysely';
import type { CandidateLink, Finding, PersonQuery, PersonSearch } from '../../schema/capabilities';
import type { SubjectOfRecord } from '../../schema/clinical/encounter';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { PersonFacts } from '../../schema/events';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import type { Tables } from '../store';

/** What one system says of one of its records, for linking. */
export interface RecordOfPerson {
  readonly instance: InstanceName;
  /** The sender's primary identifier, as `authority|value`. */
  readonly recordId: string;
  readonly facts: PersonFacts;
  readonly restricted: boolean;
}

/** The index of people. Look-ups here are neither authorised nor audited: the door wraps them. */
export interface IdentityIndex {
  find(query: PersonQuery): Promise<Finding>;
  /** Ordered by family name, given name, id. Needs at least two criteria, one of them family name or birth date. */
  search(criteria: PersonSearch, limit: number): Promise<readonly PersonIdentity[]>;
  /** Same length, same order; null where nobody has the id. A merged id gives its survivor. */
  byIds(ids: readonly PersonId[]): Promise<readonly (PersonIdentity | null)[]>;
  /** Same length, same order; null where the person is in doubt or unknown. */
  bySubjects(subjects: readonly SubjectOfRecord[]): Promise<readonly (PersonIdentity | null)[]>;
  /** Same length, same order: the people each might also be, with the reason the rules gave. */
  candidates(ids: readonly PersonId[]): Promise<readonly (readonly CandidateLink[])[]>;

  /** Applies the linking rules to what a record now says; gives the person it belongs to. */
  link(trx: Transaction<Tables>, record: RecordOfPerson): Promise<PersonId>;
  /** A system's own merge (A40). Gives every person affected, survivors first. */
  merge(
    trx: Transaction<Tables>,
    merge: { readonly instance: InstanceName; readonly survivor: string; readonly retired: readonly string[] },
  ): Promise<readonly PersonId[]>;
  /** Raises the epochs, so that no cached answer about these people is used again. */
  touch(trx: Transaction<Tables>, people: readonly PersonId[]): Promise<void>;
}

/** An instance's own record ids of each person: what its projections are read by. Same length, same order. */
export const toRecordIds = (
  people: readonly PersonIdentity[],
  instance: InstanceName,
): readonly (readonly string[])[] =>
  people.map((person) => person.records.filter((r) => r.instance === instance).map((r) => r.recordId));
