import type { ColumnType, Generated } from 'kysely';
import type { BreakGlassReason, ReviewOutcome } from '../../../schema/access';
import type { PersonCapability, Role } from '../../../schema/capabilities';
import type { Appointment } from '../../../schema/clinical/scheduling';
import type { InstanceName, NhsNumber, OdsCode, PersonId } from '../../../schema/identifiers';
import type { Instant, PartialDate } from '../../../schema/time';

type Moment = ColumnType<Date, Instant, Instant>;

/** A carer who may see the record of a person. Only its end is ever added. */
export interface ProxyTable {
  readonly id: Generated<number>;
  carer_nhs_number: NhsNumber;
  person_id: PersonId;
  /** Whose record it opens; null of one that goes by `person_id` alone. */
  person_nhs_number: NhsNumber | null;
  from_at: Moment;
  until_at: ColumnType<Date | null, Instant | null, Instant | null>;
  /** Its id for everybody else. */
  name: string;
  carer_name: string | null;
  /** All that carers read where null. */
  capabilities: PersonCapability[] | null;
  at: Moment;
  by_user_id: string | null;
  by_name: string | null;
  reason: string | null;
  ended_at: ColumnType<Date | null, null | undefined, Instant>;
  ended_by_user_id: string | null;
  ended_by_name: string | null;
  ended_by_role: Role | null;
  ended_reason: string | null;
}

/** A record opened without a relationship. Only its end is ever added. */
export interface BreakGlassGrantTable {
  /** Order of writing. */
  readonly seq: Generated<number>;
  id: string;
  person_id: PersonId;
  user_id: string;
  user_name: string;
  role: Role;
  organisation: OdsCode;
  reason: BreakGlassReason;
  words: string;
  at: Moment;
  until_at: Moment;
  ended_at: ColumnType<Date | null, null | undefined, Instant>;
}

/** What the privacy officer found. Written once and never changed: the database forbids it. */
export interface BreakGlassReviewTable {
  grant_id: string;
  at: Moment;
  by_user_id: string;
  by_name: string;
  outcome: ReviewOutcome;
  words: string;
}

/** Who has a task in hand: a user by SDS id, an organisation by ODS code, or a ward as `organisation|code`. */
export interface TaskOwnerTable {
  instance: InstanceName;
  /** `organisation|task`, as the system keys it. */
  key: string;
  kind: 'user' | 'organisation' | 'ward';
  owner: string;
  /** The record of the person whom it is about. */
  record_instance: InstanceName;
  record_id: string;
  authored_at: Moment;
  /** When it was first heard not to be in these hands any more. */
  closed_at: ColumnType<Date | null, Instant | null, Instant | null>;
}

/** When each system was last asked for its tasks: whoever writes it first asks, of all processes. */
export interface TaskSourceTable {
  instance: InstanceName;
  asked_at: Moment;
}

/** An appointment at which an organisation visits somebody: told of by a system, and whose it is. A group's is one row each. */
export interface VisitTable {
  instance: InstanceName;
  key: string;
  organisation: OdsCode;
  start_at: Moment;
  status: Appointment['status'];
  /** One of the person's records; else the two below are theirs. */
  record_instance: InstanceName | null;
  record_id: string | null;
  nhs_number: NhsNumber | null;
  birth_date: PartialDate | null;
  heard_at: Moment;
}

/** When each system was last asked whom an organisation visits, and last said it whole. */
export interface VisitSourceTable {
  instance: InstanceName;
  organisation: OdsCode;
  asked_at: Moment;
  told_at: ColumnType<Date | null, Instant | null, Instant>;
}

export interface RelationshipTables {
  proxy: ProxyTable;
  break_glass_grant: BreakGlassGrantTable;
  break_glass_review: BreakGlassReviewTable;
  task_owner: TaskOwnerTable;
  task_source: TaskSourceTable;
  visit: VisitTable;
  visit_source: VisitSourceTable;
}
