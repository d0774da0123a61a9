import type { Instant, PartialDate } from '../time';
import type { ClinicalRecord, CodeableConcept, ContactPoint, Party, Period } from './values';

export interface AllergyIntolerance extends ClinicalRecord {
  readonly code: CodeableConcept;
  /** True for the positive record "no known allergies" (SNOMED 716186003). */
  readonly assertsNone: boolean;
  readonly clinicalStatus: 'active' | 'inactive' | 'resolved' | 'unknown';
  readonly verificationStatus: 'unconfirmed' | 'confirmed' | 'refuted' | 'entered-in-error' | 'unknown';
  readonly category: readonly ('food' | 'medication' | 'environment' | 'biologic')[];
  readonly criticality?: 'low' | 'high' | 'unable-to-assess';
  readonly reactions: readonly CodeableConcept[];
  readonly recordedDate?: Instant | PartialDate;
  readonly recorder?: Party;
}

export interface Condition extends ClinicalRecord {
  readonly code: CodeableConcept;
  readonly clinicalStatus: 'active' | 'recurrence' | 'relapse' | 'inactive' | 'remission' | 'resolved' | 'unknown';
  readonly significance?: 'major' | 'minor';
  readonly onset?: Instant | PartialDate;
  /** In words, where no date was said: `aged 45 years`, `childhood`. */
  readonly onsetText?: string;
  readonly abatement?: Instant | PartialDate;
  readonly abatementText?: string;
  readonly recordedDate?: Instant | PartialDate;
}

/** GP Connect's three nodes kept apart: the statement, its plan and each issue (never collapsed). */
export interface MedicationIssue {
  readonly key: string;
  readonly issuedOn?: Instant | PartialDate;
  readonly quantity?: string;
}

export interface Medication extends ClinicalRecord {
  readonly medication: CodeableConcept;
  readonly status:
    'active' | 'completed' | 'entered-in-error' | 'intended' | 'stopped' | 'on-hold' | 'unknown' | 'not-taken';
  readonly prescriptionType?: 'acute' | 'repeat' | 'repeat-dispensing' | 'inpatient' | 'unknown';
  readonly dosageText?: string;
  readonly effective: Period;
  readonly lastIssued?: Instant | PartialDate;
  readonly issues: readonly MedicationIssue[];
}

export interface Immunisation extends ClinicalRecord {
  readonly vaccine: CodeableConcept;
  readonly occurred?: Instant | PartialDate;
  /** In words, where no date was said. */
  readonly occurredText?: string;
  readonly status: 'completed' | 'not-done' | 'entered-in-error' | 'unknown';
  readonly doseNumber?: number;
}

export interface DocumentReference extends ClinicalRecord {
  readonly type: CodeableConcept;
  readonly title: string;
  readonly created?: Instant;
  readonly author?: Party;
  readonly contentType?: string;
  readonly bytes?: number;
}

/** Resuscitation status, mental capacity, end-of-life and other stated preferences. */
export interface Preference extends ClinicalRecord {
  readonly category: 'resuscitation' | 'capacity' | 'end-of-life' | 'advance-decision' | 'other';
  readonly code: CodeableConcept;
  readonly status: 'active' | 'inactive' | 'entered-in-error' | 'unknown';
  readonly recordedDate?: Instant | PartialDate;
  readonly note?: string;
}

export interface Flag extends ClinicalRecord {
  readonly code: CodeableConcept;
  readonly category: CodeableConcept;
  readonly status: 'active' | 'inactive' | 'entered-in-error' | 'unknown';
  readonly period: Period;
}

export interface CareTeamMember {
  readonly name: string;
  readonly role: CodeableConcept;
  readonly organisation?: string;
  readonly telecom: readonly ContactPoint[];
}

export interface CareTeam extends ClinicalRecord {
  readonly name: string;
  readonly status: 'active' | 'inactive' | 'unknown';
  readonly members: readonly CareTeamMember[];
}
