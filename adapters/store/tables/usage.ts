import type { ColumnType } from 'kysely';
import type { Instant } from '../../../schema/time';

type Moment = ColumnType<Date, Instant, Instant>;

/** Requests of one London day in which a client's operation read a field that a system was asked for. */
export interface FieldUseTable {
  /** Read as text: `2026-11-20`. */
  day: ColumnType<Date, string, string>;
  client: string;
  operation: string;
  /** `Bed.status`. */
  field: string;
  capability: string;
  system: string;
  requests: ColumnType<string, number, number>;
  last_at: Moment;
}

/** Asks that a system answered, by the minute; by the hour once they are two days old. */
export interface SystemReadTable {
  at: Moment;
  system: string;
  capability: string;
  reads: ColumnType<string, number, number>;
  /** Of these, not answered. */
  failed: ColumnType<string, number, number>;
}

export interface UsageTables {
  field_use: FieldUseTable;
  system_read: SystemReadTable;
}
