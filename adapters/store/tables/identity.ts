import type { ColumnType, Generated } from 'kysely';
import type { Instant } from '../../../schema/time';

/** A person of the index. `merged_into` always names the survivor itself, never another merged id. */
export interface PersonTable {
  id: string;
  /** Order of minting: of two persons found to be one, the older id survives, where not one alone is a patient index's. */
  readonly age: Generated<string>;
  merged_into: ColumnType<string | null, string | null | undefined, string | null>;
  epoch: Generated<number>;
  created_at: ColumnType<Date, Instant, never>;
}

/** One system's own record of a person, with what the linking rules compare. */
export interface PersonRecordTable {
  readonly id: Generated<string>;
  instance: string;
  record_id: string;
  /** The living person it belongs to now. */
  person_id: string;
  /** The id it has when it stands alone. No row of `person` until it once did, so an id nobody saw is never spoken of. */
  own_person_id: string;
  nhs_number: string | null;
  trace_status: string | null;
  birth_date: string | null;
  birth_date_estimated: boolean;
  /** Upper case, as search compares them. */
  family: string | null;
  given: string | null;
  /** Upper case without spaces. */
  postal_code: string | null;
  practice: string | null;
  restricted: boolean;
  /** The record's own source calls all of it very restricted (v3-Confidentiality `V`). */
  very_restricted: Generated<boolean>;
  /** The record's own source says that the person dissents from sharing. */
  dissents: Generated<boolean>;
  /** Absorbed by another record of the same system (A40): its numbers still find the person, its facts no longer speak. */
  retired: boolean;
  /** Record ids of the same system that it says are other people's (A37): never one person, whatever the rules say. */
  apart_from: Generated<string[]>;
}

export interface PersonIdentifierTable {
  record: string;
  system: string;
  value: string;
}

/** Why two records are one person. `a` is the smaller record id, save for a merge: there `a` survives and `b` is retired. */
export interface RecordLinkTable {
  a: string;
  b: string;
  rule: 'identifier' | 'nhs-number' | 'merge';
}

/** A likeness the rules would not follow. */
export interface CandidateLinkTable {
  a: string;
  b: string;
  reason: string;
}

export interface IdentityTables {
  person: PersonTable;
  person_record: PersonRecordTable;
  person_identifier: PersonIdentifierTable;
  record_link: RecordLinkTable;
  candidate_link: CandidateLinkTable;
}
