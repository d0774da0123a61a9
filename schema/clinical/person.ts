import type { InstanceName, NhsNumber, OdsCode, PersonId } from '../identifiers';
import type { SealedPart } from '../privacy';
import type { Instant, PartialDate } from '../time';
import type { Address, ClinicalRecord, CodeableConcept, ContactPoint, HumanName, Identifier, Party } from './values';

/** FHIR R4 administrative-gender. */
export type AdministrativeGender = 'male' | 'female' | 'other' | 'unknown';

/** NHS Data Dictionary NHS NUMBER STATUS INDICATOR, 01 to 08. */
export type TraceStatus = '01' | '02' | '03' | '04' | '05' | '06' | '07' | '08';

export interface GeneralPractice {
  readonly odsCode?: OdsCode;
  readonly name?: string;
  readonly generalPractitioner?: Party;
}

export interface NextOfKin {
  readonly name: HumanName;
  readonly relationship: CodeableConcept;
  readonly telecom: readonly ContactPoint[];
}

/** UK Core Patient as one system holds it. */
export interface Demographics extends ClinicalRecord {
  readonly nhsNumber?: NhsNumber;
  readonly traceStatus?: TraceStatus;
  /** Hospital numbers with their assigning authority. */
  readonly identifiers: readonly Identifier[];
  readonly name: HumanName;
  readonly otherNames: readonly HumanName[];
  readonly gender: AdministrativeGender;
  readonly birthDate?: PartialDate;
  /** PID-32 `UD` (default) or `ED` (estimated): such a date never counts as agreement between records. */
  readonly birthDateEstimated: boolean;
  readonly deceased: boolean;
  readonly deceasedAt?: Instant | PartialDate;
  readonly address?: Address;
  readonly telecom: readonly ContactPoint[];
  readonly ethnicCategory?: CodeableConcept;
  readonly preferredLanguage?: CodeableConcept;
  readonly generalPractice?: GeneralPractice;
  readonly nextOfKin: readonly NextOfKin[];
  /** PV1-16 S/Y, ZU8-4 1/2, FHIR security label R/V: where they live and can be reached is masked. */
  readonly restricted: boolean;
}

/** One system's own record of a person: what the index links. */
export interface PersonRecordKey {
  readonly instance: InstanceName;
  /** The sender's primary identifier, as `authority|value`. */
  readonly recordId: string;
}

/** A record that came near a person by a number, and that the identity rules would not join to them. */
export interface RecordInDoubt extends PersonRecordKey {
  /** What whoever it belongs to now wishes held back. */
  readonly seals?: readonly SealedPart[];
}

/** A person as the index knows them: what every per-person ask carries. */
export interface PersonIdentity {
  readonly id: PersonId;
  /** Ids of people merged into this one. */
  readonly mergedIds: readonly PersonId[];
  /** Present only when one number is agreed; verified says a source traced it (status 01). */
  readonly nhsNumber?: NhsNumber;
  readonly nhsNumberVerified: boolean;
  /** Every hospital number linked, with its assigning authority's system URI. */
  readonly identifiers: readonly Identifier[];
  readonly birthDate?: PartialDate;
  /** No linked source knows the birth date better than by an estimate or a default (PID-32 `ED`, `UD`): it joins nobody. */
  readonly birthDateEstimated?: true;
  /** The registered practice, where the GP record is. */
  readonly generalPractice?: OdsCode;
  /** The linked records, so that a projection is read by its sender's own key. */
  readonly records: readonly PersonRecordKey[];
  /** Records that may be theirs: an answer that leaves out what one of them holds is not whole. None of a very restricted person. */
  readonly inDoubt?: readonly RecordInDoubt[];
  /** Any linked source flags the person as sensitive. */
  readonly restricted: boolean;
  /** A linked source, or the privacy officer, calls the whole record very restricted: nobody but the person is told that they exist. */
  readonly veryRestricted?: true;
  /** A linked source, or an objection kept here, says that no record is shared between organisations. */
  readonly dissents?: true;
  /** Parts that the person wishes held back now. */
  readonly seals?: readonly SealedPart[];
  /** Raised whenever an event or link touches the person: part of every cache key. */
  readonly epoch: number;
}
