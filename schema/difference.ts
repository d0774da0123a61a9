import type { Capability } from './capabilities';

/** How much a difference between two tellings of one record matters at the bedside; the first is the worst. */
export const SEVERITIES = ['critical', 'major', 'minor', 'cosmetic'] as const;
/**
 * `critical`: allergy, identity, medication, a critical or retracted result; `major`: other clinical facts (a result, a
 * stay's place or times); `minor`: address, contact, administration; `cosmetic`: wording and formatting.
 */
export type Severity = (typeof SEVERITIES)[number];

/** One field of one record that two tellings do not agree on. */
export interface Difference {
  readonly capability: Capability;
  /** The record's business key (`organisation|visit number`); for a person's own facts the record id. */
  readonly record: string;
  /** The person as the sender names them (`authority|value`); null where the record is about nobody. */
  readonly recordId: string | null;
  /** Path in the canonical record, `place.bed`; '' when the whole record is there in one telling only. */
  readonly field: string;
  readonly severity: Severity;
  /** As text; null where that telling has none. Patients' values: shown only where content may be. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What may be told of a difference without a reason; the lines of its field are named by no key: `results[].value`. */
export interface MaskedDifference extends Pick<Difference, 'capability' | 'field' | 'severity'> {
  readonly record: null;
  readonly recordId: null;
  readonly before: null;
  readonly after: null;
}
