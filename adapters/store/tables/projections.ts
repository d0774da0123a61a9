import type { ColumnType, Generated } from 'kysely';
import type { DomainEvent } from '../../../schema/events';
import type { Instant } from '../../../schema/time';

/** Written as an Instant, read back by the driver as a Date. */
type Moment = ColumnType<Date, Instant, Instant>;
/** JSON is written as text and read back parsed. */
type Json<T> = ColumnType<T, string, string>;

/** What messages said, kept for good: every read model can be folded from it again. */
export interface EventTable {
  readonly id: Generated<string>;
  instance: string;
  feed: string;
  /** The message's place in the order of arrival. */
  seq: number;
  /** The event's place within its message. */
  idx: number;
  /** What is folded together: one person, stay, ward, report, order. */
  stream: string;
  /** The partition's person, as `authority|value`; null for bed stock. */
  record_id: string | null;
  occurred_at: Moment;
  kind: string;
  message_id: string;
  body: Json<DomainEvent>;
}

/** Read models: one row a canonical record, as one instance tells it. */
export interface ProjectionTable {
  instance: string;
  kind: string;
  /** Unique among the instance's rows of a kind; wider than the record's own key where two people may share that. */
  key: string;
  stream: string;
  record_id: string | null;
  organisation: string;
  ward: string | null;
  /** The span a window is compared with; one moment for what has no duration, no end for what goes on. */
  from_at: Moment;
  to_at: ColumnType<Date | null, Instant | null, Instant | null>;
  /** A stay or list entry that has not ended. */
  open: boolean;
  /** An open stay marked sensitive (PV1-16). */
  sensitive: boolean;
  body: Json<unknown>;
  /** The record's own key, made by the database from the body. */
  readonly record_key: ColumnType<string | null, never, never>;
}

export interface ProjectionTables {
  event: EventTable;
  projection: ProjectionTable;
}
