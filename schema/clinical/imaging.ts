import type { Instant, LocalDate } from '../time';
import type { ReportElsewhere, ReportStatus } from './pathology';
import type { ClinicalRecord, CodeableConcept, Party } from './values';

/** UK Core ImagingStudy as QIDO-RS tells it. `key` is `organisation|accession number`, or the study UID without one. */
export interface ImagingStudy extends ClinicalRecord {
  /** DICOM Study Instance UID (0020,000D). */
  readonly uid: string;
  readonly accessionNumber?: string;
  readonly description?: string;
  /** Procedure code (0008,1032), when the archive sends one. */
  readonly code?: CodeableConcept;
  readonly modalities: readonly string[];
  readonly started?: Instant;
  /** In place of `started`, where no time of day was told. */
  readonly startedDate?: LocalDate;
  /** Counts are absent where the archive does not say them: a study of no pictures is another thing. */
  readonly series?: number;
  readonly instances?: number;
  readonly availability: 'ONLINE' | 'NEARLINE' | 'OFFLINE' | 'UNAVAILABLE' | 'UNKNOWN';
}

/** A radiologist's report (ORU^R01), joined to its study by accession number. `key` is `organisation|accession number`. */
export interface ImagingReport extends ClinicalRecord {
  readonly accessionNumber: string;
  readonly placerNumber?: string;
  readonly status: ReportStatus;
  readonly code: CodeableConcept;
  readonly issued: Instant;
  readonly reporter?: Party;
  /** Lines of the report joined in OBX-1 order; absent when retracted. */
  readonly text?: string;
  readonly previous: readonly {
    readonly status: ReportStatus;
    readonly issued: Instant;
    readonly text?: string;
    readonly messageId: string;
  }[];
  readonly retracted: boolean;
  readonly elsewhere?: ReportElsewhere;
}
