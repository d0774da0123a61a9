import type { Capability } from '../../schema/capabilities';

/** One record in the graph's own words, as one telling has it. Which system told it is no part of it. */
export interface CanonicalRecord {
  readonly capability: Capability;
  /** The business key (`organisation|visit number`); for a person's own facts the record id. */
  readonly key: string;
  /** The person, named the same way in both tellings (`authority|value`); null where it is about nobody. */
  readonly recordId: string | null;
  /** A record of `schema/clinical`. */
  readonly record: object;
}
