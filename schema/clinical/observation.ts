import type { Instant } from '../time';
import type { SubjectOfRecord } from './encounter';
import type { WardKey } from './location';
import type { ClinicalRecord, CodeableConcept, Party, Quantity } from './values';

/** FHIR R4 observation-status. */
export type ObservationStatus =
  'registered' | 'preliminary' | 'final' | 'amended' | 'corrected' | 'cancelled' | 'entered-in-error' | 'unknown';

/** A bedside observation. */
export interface Observation extends ClinicalRecord {
  readonly status: ObservationStatus;
  readonly code: CodeableConcept;
  readonly effective: Instant;
  readonly valueText?: string;
  readonly quantity?: Quantity;
  readonly concept?: CodeableConcept;
  /** Every mark that the source set against its reference range (v3 ObservationInterpretation). Never computed. */
  readonly interpretation?: CodeableConcept;
  readonly performer?: Party;
  readonly components: readonly {
    readonly code: CodeableConcept;
    readonly valueText: string;
    readonly quantity?: Quantity;
    /** As of the whole. */
    readonly interpretation?: CodeableConcept;
  }[];
}

/** What makes two observations readings of one thing. Two systems may write one code, and mean two things by it. */
export const whatIsRead = ({ code }: Pick<Observation, 'code'>): string => {
  const [first] = code.codings;
  return first ? `${first.system}|${first.code}` : code.text;
};

/** A NEWS2 total with its sub-scores (RCP 2017), as the source scored it: never computed here. */
export interface EarlyWarningScore extends ClinicalRecord {
  readonly status: ObservationStatus;
  readonly effective: Instant;
  readonly total: number;
  /** Sub-score per parameter, by SNOMED code of the UK Core EarlyWarning profiles; absent when the source sent none. */
  readonly parts: readonly { readonly code: CodeableConcept; readonly score: number }[];
  /** True when one parameter alone scored 3; absent when the source sent no sub-scores. */
  readonly singleThree?: boolean;
  readonly subject: SubjectOfRecord;
  readonly ward?: WardKey;
  readonly visit?: string;
}

/** An escalation task raised by a score (Task.focus names the score's key). */
export interface Escalation extends ClinicalRecord {
  readonly scoreKey?: string;
  readonly status: 'requested' | 'received' | 'accepted' | 'rejected' | 'completed' | 'cancelled' | 'unknown';
  readonly priority: 'routine' | 'urgent' | 'asap' | 'stat' | 'unknown';
  readonly authoredOn: Instant;
  readonly acknowledgedAt?: Instant;
  readonly owner?: Party;
  readonly dueBy?: Instant;
  readonly subject: SubjectOfRecord;
  readonly ward?: WardKey;
}
