import type { ColumnType, Generated } from 'kysely';
import type { PersonCapability, Role } from '../../../schema/capabilities';
import type { InstanceName, OdsCode, PersonId } from '../../../schema/identifiers';
import type { PrivacyDirectiveKind } from '../../../schema/privacy';
import type { Instant } from '../../../schema/time';

type Moment = ColumnType<Date, Instant, never>;
/** Added once, when it ends. */
type Later<T> = ColumnType<T | null, null | undefined, T>;

/** What narrows who may read of a person (schema/privacy.ts). Only its end is ever added: the database forbids the rest. */
export interface PrivacyDirectiveTable {
  /** Order of writing. */
  readonly seq: Generated<number>;
  id: string;
  /** Who the person was when it was put down; it is found by their records. */
  person_id: PersonId;
  kind: PrivacyDirectiveKind;
  capability: PersonCapability | null;
  organisation: OdsCode | null;
  instance: InstanceName | null;
  record: string | null;
  from_at: Moment;
  until_at: ColumnType<Date | null, Instant | null, never>;
  at: Moment;
  by_user_id: string;
  by_name: string;
  role: Role;
  reason: string;
  ended_at: ColumnType<Date | null, null | undefined, Instant>;
  ended_by_user_id: Later<string>;
  ended_by_name: Later<string>;
  ended_reason: Later<string>;
}

/** The records whose person a directive is about. */
export interface PrivacyDirectiveRecordTable {
  instance: string;
  record_id: string;
  directive: string;
}

export interface PrivacyTables {
  privacy_directive: PrivacyDirectiveTable;
  privacy_directive_record: PrivacyDirectiveRecordTable;
}
