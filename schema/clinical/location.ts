import type { CodeableConcept, ClinicalRecord } from './values';
import type { OdsCode } from '../identifiers';

/** A ward at an organisation. `code` is the organisation's own: `W12`. */
export interface WardKey {
  readonly organisation: OdsCode;
  readonly code: string;
}

/** FHIR R4 Location of type ward. `key` is `organisation|code`. */
export interface Ward extends ClinicalRecord {
  readonly ward: WardKey;
  readonly name: string;
  /** ODS site code or the sender's own. */
  readonly site: string;
  readonly siteName: string;
  readonly specialty?: CodeableConcept;
  /** Its people are at home: it has places, and no beds. Absent where its system does not say so. */
  readonly virtual?: true;
}

/** HL7 table 0116 as R4 `operationalStatus`, derived here from events or asked. */
export type BedStatus = 'occupied' | 'unoccupied' | 'closed' | 'housekeeping' | 'contaminated' | 'isolated' | 'unknown';

/** One bed of the stock and who is in it. `key` is `organisation|ward|bed`. */
export interface Bed extends ClinicalRecord {
  readonly ward: WardKey;
  /** The bed's own code within the ward: `B3-02`. */
  readonly code: string;
  readonly name: string;
  readonly bay?: string;
  readonly status: BedStatus;
  /** The stay in the bed, by visit number; absent when empty. */
  readonly visit?: string;
}

/** What only the ward's own system knows of a bed: cleaning, closure, sex and side room. `key` as {@link Bed}. */
export interface BedHousekeeping extends ClinicalRecord {
  readonly ward: WardKey;
  readonly code: string;
  readonly status: BedStatus;
  readonly sex: 'male' | 'female' | 'mixed' | 'unknown';
  readonly sideRoom: boolean;
}
