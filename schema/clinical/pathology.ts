import type { Instant, PartialDate } from '../time';
import type { SubjectOfRecord } from './encounter';
import type { ObservationStatus } from './observation';
import type { ClinicalRecord, CodeableConcept, Party, Quantity } from './values';

/** FHIR R4 diagnostic-report-status. */
export type ReportStatus =
  | 'registered'
  | 'partial'
  | 'preliminary'
  | 'final'
  | 'amended'
  | 'corrected'
  | 'cancelled'
  | 'entered-in-error'
  | 'unknown';

export interface ReferenceRange {
  readonly text: string;
  readonly low?: string;
  readonly high?: string;
}

/** One line of a report (OBX). `valueText` as reported; `quantity` only when numeric; nothing unit-converted. */
export interface LabResult {
  /** Unique within the report: OBX-3 code, OBX-4 sub-id. */
  readonly key: string;
  readonly code: CodeableConcept;
  readonly status: ObservationStatus;
  readonly valueText?: string;
  readonly quantity?: Quantity;
  readonly concept?: CodeableConcept;
  readonly referenceRanges: readonly ReferenceRange[];
  /** As the source flagged it (OBX-8): `HH` is critical high. Never computed. */
  readonly interpretation?: CodeableConcept;
  readonly issued?: Instant;
  readonly notes: readonly string[];
  /** Organism or parent this line belongs to: key of another line. */
  readonly parent?: string;
}

export interface Sensitivity {
  readonly agent: CodeableConcept;
  readonly result: CodeableConcept;
}

export interface Organism {
  readonly organism: CodeableConcept;
  readonly growth?: string;
  readonly sensitivities: readonly Sensitivity[];
}

export interface ReportVersion {
  readonly status: ReportStatus;
  readonly issued: Instant;
  readonly messageId: string;
  readonly results: readonly LabResult[];
}

/**
 * The number of a report was told of somebody else too: `moved`, it is theirs now, and withdrawn here; `in-doubt`, a
 * preliminary came after a final, and which of the two it belongs to is not settled.
 */
export type ReportElsewhere = 'moved' | 'in-doubt';

/** A laboratory report. `key` is `organisation|filler number` (OBR-3), `organisation|filler number|2` of the second person of whom the number is told. */
export interface LabReport extends ClinicalRecord {
  readonly fillerNumber: string;
  readonly placerNumber?: string;
  readonly status: ReportStatus;
  readonly code: CodeableConcept;
  readonly collected?: Instant;
  /** In place of `collected`, where no time of day was told. */
  readonly collectedDate?: PartialDate;
  readonly issued: Instant;
  readonly requester?: Party;
  readonly laboratory: string;
  readonly specimen?: CodeableConcept;
  readonly results: readonly LabResult[];
  readonly organisms: readonly Organism[];
  readonly document?: { readonly contentType: string; readonly bytes: number };
  /** Earlier versions, newest first. */
  readonly previous: readonly ReportVersion[];
  /** Retracted by `W` or `D`: results are emptied, the key stays. */
  readonly retracted: boolean;
  readonly elsewhere?: ReportElsewhere;
  readonly subject: SubjectOfRecord;
}

/** A request heard as a copy (OML, OMG, ORM). `key` is `organisation|placer number`, `organisation|placer number|2` of the second person of whom the number is told. */
export interface Order extends ClinicalRecord {
  readonly placerNumber: string;
  readonly fillerNumber?: string;
  readonly status: 'active' | 'completed' | 'revoked' | 'unknown';
  readonly code: CodeableConcept;
  readonly orderedAt: Instant;
  readonly priority?: CodeableConcept;
  readonly requester?: Party;
  readonly reason?: string;
  /** The order was told of somebody else afterwards: it is theirs now, and revoked here. */
  readonly elsewhere?: 'moved';
}

/** Who opened a result: a completed acknowledgement task. `resultKey` is the report's filler number. */
export interface ResultAcknowledgement extends ClinicalRecord {
  readonly resultKey: string;
  readonly acknowledgedAt?: Instant;
  /** Somebody opened it and nobody says when: whether before it was corrected cannot be told. */
  readonly undated?: true;
  readonly by?: Party;
}
