import type { ColumnType } from 'kysely';
import type { Instant } from '../../../schema/time';

/** A GraphQL document that was registered. Its id is made of its text, so a row never comes to mean something else. */
export interface OperationTable {
  /** `sha256:` and the hexadecimal hash of the text. */
  id: string;
  /** Of its first operation. */
  name: string;
  text: string;
  registered_by: string;
  registered_at: ColumnType<Date, Instant, Instant>;
  removed_at: ColumnType<Date | null, Instant | null | undefined, Instant | null>;
}

export interface OperationTables {
  operation: OperationTable;
}
