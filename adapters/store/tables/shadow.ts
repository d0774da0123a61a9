import type { ColumnType, Generated } from 'kysely';
import type { Instant, LocalDate } from '../../../schema/time';

/** Control and candidate, asked the same: what became of it. */
export interface ShadowComparisonTable {
  id: string;
  at: ColumnType<Date, Instant, never>;
  /** `ORGANISATION/capability/role`. */
  route: string;
  control: string;
  candidate: string;
  origin: string;
  rehearsal: number | null;
  outcome: string;
  severity: string | null;
  records: number;
  /** Records with a difference that counts; of these, critical or major ones. */
  mismatched: number;
  severe: number;
  control_ms: number | null;
  candidate_ms: number | null;
}

/** One field that they do not agree on. Its values are sealed, and opened one by one. */
export interface ShadowDifferenceTable {
  comparison: string;
  position: number;
  field: string;
  severity: string;
  kind: string;
  ignored_by: string | null;
  /** Why no values are kept: `restricted`, `in-doubt`, `expired`; null where they are. */
  unsealed_because: string | null;
  hash: Buffer | null;
  nonce: Buffer | null;
  sealed: Buffer | null;
}

/** Comparisons of a minute, by outcome; `rehearsal` 0 for those of none. */
export interface ShadowCountTable {
  route: string;
  minute: ColumnType<Date, Instant, never>;
  origin: string;
  rehearsal: number;
  outcome: string;
  comparisons: number;
  records: number;
  mismatched: number;
}

/** Live reads of a route in a minute, by what became of them. */
export interface ShadowReadTable {
  route: string;
  minute: ColumnType<Date, Instant, never>;
  fate: string;
  reads: string;
}

/** Mismatched fields of a minute. */
export interface ShadowFieldCountTable {
  route: string;
  minute: ColumnType<Date, Instant, never>;
  origin: string;
  rehearsal: number;
  field: string;
  severity: string;
  differences: number;
}

/** Asks of a ramp's candidate in a moment. */
export interface CandidateAskTable {
  route: string;
  at: ColumnType<Date, Instant, never>;
  asks: number;
  failed: number;
  probes: number;
  ms: number[];
}

/** What was asked; never what was answered. */
export interface RecordedAskTable {
  id: Generated<number>;
  at: ColumnType<Date, Instant, never>;
  capability: string;
  persons: string[];
  /** `RWE|W12`; `RWE|` for the whole organisation. */
  places: string[];
  selection: unknown;
}

/** Somebody whom a compared record called restricted. */
export interface RestrictedInRecordTable {
  person: string;
  at: ColumnType<Date, Instant, Instant>;
}

export interface RehearsalTable {
  id: Generated<number>;
  route: string;
  at: ColumnType<Date, Instant, never>;
  by_name: string;
  by_role: string;
  reason: string;
  from_at: ColumnType<Date, Instant, never>;
  to_at: ColumnType<Date, Instant, never>;
  ask_ids: number[];
  done: number;
  finished_at: ColumnType<Date | null, Instant | null | undefined, Instant | null>;
}

export interface MigrationAlertTable {
  id: Generated<number>;
  kind: string;
  about: string;
  since: ColumnType<Date, Instant, never>;
  words: string;
  /** Of what slips: the day by which it was planned. */
  due: ColumnType<LocalDate | null, never, never>;
  over_at: ColumnType<Date | null, Instant | null | undefined, Instant | null>;
  /** Who ended it, and why: null where it ended with what it told of. */
  over_by: ColumnType<string | null, never, string>;
  over_why: ColumnType<string | null, never, string>;
}

export interface ShadowTables {
  shadow_comparison: ShadowComparisonTable;
  shadow_difference: ShadowDifferenceTable;
  shadow_count: ShadowCountTable;
  shadow_field_count: ShadowFieldCountTable;
  shadow_read: ShadowReadTable;
  candidate_ask: CandidateAskTable;
  recorded_ask: RecordedAskTable;
  restricted_in_record: RestrictedInRecordTable;
  rehearsal: RehearsalTable;
  migration_alert: MigrationAlertTable;
}
