import type { InstanceName } from '../identifiers';
import type { Freshness } from '../answer';
import type { Instant, LocalDate, PartialDate } from '../time';

/** FHIR R4 Coding. `system` is a URI; local codes use `urn:local:<instance>:<table>`. */
export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

/** FHIR R4 CodeableConcept; `text` is always printable. */
export interface CodeableConcept {
  readonly text: string;
  readonly codings: readonly Coding[];
}

/** FHIR R4 Identifier. */
export interface Identifier {
  readonly system: string;
  readonly value: string;
}

/** FHIR R4 Quantity. `value` is decimal text exactly as sent (never a float); `ucum` the coded unit. */
export interface Quantity {
  readonly value: string;
  readonly comparator?: '<' | '<=' | '>=' | '>';
  readonly unit?: string;
  readonly ucum?: string;
}

/** `startDate` and `endDate`: as precise as it was told, where no time of day was; the moment is then the first or the last of it. */
export interface Period {
  readonly start?: Instant;
  readonly startDate?: PartialDate | LocalDate;
  readonly end?: Instant;
  readonly endDate?: PartialDate | LocalDate;
}

/** FHIR R4 HumanName, `text` ready to show: `TESTER, Mavis (Mrs)`. */
export interface HumanName {
  readonly text: string;
  readonly family?: string;
  readonly given: readonly string[];
  readonly prefix?: string;
  readonly use?: 'official' | 'usual' | 'nickname' | 'old';
}

export interface Address {
  readonly text: string;
  readonly line: readonly string[];
  readonly city?: string;
  readonly postalCode?: string;
  readonly use?: 'home' | 'temp' | 'old';
}

export interface ContactPoint {
  readonly system: 'phone' | 'email' | 'other';
  readonly value: string;
  readonly use?: 'home' | 'work' | 'mobile';
}

/** Someone named in a record: a clinician, a team. */
export interface Party {
  readonly text: string;
  readonly identifier?: Identifier;
}

/**
 * How a source says that a record is to be handled (FHIR security labels): v3-Confidentiality `R` and `V`; v3-ActCode
 * `NOPAT`, not to be disclosed to the patient, family or carers without the clinician's leave.
 */
export const SECURITY_LABELS = ['restricted', 'very-restricted', 'not-for-patient'] as const;
export type SecurityLabel = (typeof SECURITY_LABELS)[number];

/** Provenance of one record, once a record, never a field. */
export interface RecordSource {
  readonly instance: InstanceName;
  /** When the source last changed or sent this record. */
  readonly asOf: Instant;
  readonly retrievedAt: Instant;
  readonly freshness: Freshness;
  /** The inbox's message that said it, for records heard on a feed. */
  readonly messageId?: string;
  /** Absent where the source gives it none of these. */
  readonly securityLabels?: readonly SecurityLabel[];
}

/**
 * Every clinical record: `key` is its business identifier at the organisation that holds it (a visit number, an
 * accession number): stable across a change of system, and what duplicates are joined on. A record that only its system
 * has a name for is named with that system (`keyOfResource`): a duplicate of no other system's, and gone with it.
 */
export interface ClinicalRecord {
  readonly key: string;
  readonly source: RecordSource;
}
