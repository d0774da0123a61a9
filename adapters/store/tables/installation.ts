import type { ColumnType } from 'kysely';
import type { Instant } from '../../../schema/time';

export interface InstallationTable {
  one: ColumnType<boolean, never, never>;
  key_check: ColumnType<Buffer, Buffer, never>;
  settings_check: Buffer;
  /** When a process was last started with settings that were new. */
  started_at: ColumnType<Date, Instant, Instant>;
}

export interface InstallationTables {
  installation: InstallationTable;
}
