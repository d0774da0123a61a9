import type { Hospital } from '../hospital';

/** One field that the system which is to take over says otherwise; `says` is the severity or the rule that it must come out with. */
export interface PlantedField {
  readonly capability: 'demographics' | 'encounters' | 'wards' | 'bed-state' | 'observations' | 'early-warning';
  /** The record's business key; the person's number for records that have none. */
  readonly record: string;
  /** Path in the canonical record without line keys; '' for a whole record. */
  readonly field: string;
  readonly says: string;
}

/** A difference between the old system and the new one, put there for a planner to find. */
export interface PlantedDifference {
  readonly name: string;
  readonly words: string;
  readonly fields: readonly PlantedField[];
}

/** A difference, and how it is put there. */
export interface Plant extends PlantedDifference {
  readonly change: (hospital: Hospital) => Hospital;
}
