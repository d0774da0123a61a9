import type { Instant, LocalDate } from '../time';
import type { WardKey } from './location';
import type { ClinicalRecord, CodeableConcept, Identifier, Party, Period } from './values';
import type { PersonRecordKey } from './person';

/** FHIR R4 encounter-status, those this graph uses. */
export type EncounterStatus =
  'planned' | 'arrived' | 'triaged' | 'in-progress' | 'onleave' | 'finished' | 'cancelled' | 'unknown';
/** v3 ActCode of UKCore-Encounter. `VR`: under care from afar, as on a virtual ward. */
export type EncounterClass = 'IMP' | 'EMER' | 'AMB' | 'HH' | 'VR' | 'unknown';

export interface PlaceOfStay {
  readonly ward: WardKey;
  readonly bed?: string;
  readonly period: Period;
}

/** The person a cohort's record speaks of, as its system names them: the door turns it into a person of the index. */
export interface SubjectOfRecord {
  readonly record?: PersonRecordKey;
  readonly identifiers: readonly Identifier[];
}

/** A UK Core Encounter. `key` is `organisation|visit number`. */
export interface Encounter extends ClinicalRecord {
  readonly identifier: Identifier;
  readonly status: EncounterStatus;
  readonly class: EncounterClass;
  readonly subject: SubjectOfRecord;
  readonly period: Period;
  /** Where they are now, or were last. */
  readonly place?: PlaceOfStay;
  /** Earlier places of the stay, newest first. */
  readonly previousPlaces: readonly PlaceOfStay[];
  readonly admissionMethod?: CodeableConcept;
  readonly admissionSource?: CodeableConcept;
  readonly dischargeMethod?: CodeableConcept;
  readonly dischargeDestination?: CodeableConcept;
  readonly specialty?: CodeableConcept;
  readonly consultant?: Party;
  readonly reason?: CodeableConcept;
  readonly expectedDischarge?: LocalDate;
  readonly expectedAdmission?: LocalDate;
}

/** Ready to leave: the day the person no longer met the criteria to reside, why they wait, on which pathway. `key` as the encounter's. */
export interface DischargeReadiness extends ClinicalRecord {
  /** Visit number. */
  readonly visit: string;
  readonly ward: WardKey;
  readonly bed?: string;
  readonly subject: SubjectOfRecord;
  readonly readySince?: Instant | LocalDate;
  readonly medicallyFit?: boolean;
  readonly pathway?: 'P0' | 'P1' | 'P2' | 'P3';
  readonly reasonWaiting?: CodeableConcept;
}
