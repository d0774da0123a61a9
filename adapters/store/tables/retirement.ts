import type { ColumnType } from 'kysely';
import type { Instant } from '../../../schema/time';

/** An override of a system's gate that waits for a second person. */
export interface RetirementOverrideTable {
  system: string;
  user_id: string;
  user_name: string;
  role: string;
  at: ColumnType<Date, Instant, Instant>;
  reason: string;
  /** What stood in the way when the first person wished it, each as `kind: who or what`. */
  obstacles: string[];
}

export interface RetirementTables {
  retirement_override: RetirementOverrideTable;
}
