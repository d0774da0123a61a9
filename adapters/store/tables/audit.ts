import type { ColumnType, Generated } from 'kysely';
import type { Instant } from '../../../schema/time';

/** Who was shown what, or refused it. Written once and never changed: the database forbids it. */
export interface ReadAuditTable {
  /** Order of writing. */
  readonly id: Generated<number>;
  at: ColumnType<Date, Instant, never>;
  request_id: string;
  user_id: string;
  user_name: string;
  role: string;
  role_profile_id: string;
  organisation: string;
  purpose: string;
  client: string;
  operation: string;
  capability: string;
  /** Ids of the index: everybody whose facts were in the answer, or were asked for. */
  persons: ColumnType<string[], string[], never>;
  /** Places asked about, as `organisation|ward`. */
  places: ColumnType<string[], string[], never>;
  /** Records in the answer whose person is in doubt, so that nobody can be named. */
  unresolved: number;
  /** The instances that answered, or were asked. */
  instances: ColumnType<string[], string[], never>;
  outcome: 'answered' | 'refused';
  /** Why it was refused, or how the look-up was made; never a value of a person. */
  note: string | null;
}

export interface AuditTables {
  read_audit: ReadAuditTable;
}
