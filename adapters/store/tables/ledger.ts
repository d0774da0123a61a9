import type { ColumnType, Generated } from 'kysely';
import type { Instant } from '../../../schema/time';
import type { LedgerMoveTables } from './ledger-moves';

/** A system as the ledger knows it: an instance of a kind at an organisation, or a holder nobody is connected to. */
export interface SystemInstanceTable {
  /** `nervecentre@RWE`. */
  name: string;
  /** `nervecentre`; null for a holder that no adapter speaks to. */
  kind: string | null;
  system_name: string;
  organisation: string;
  organisation_name: string;
  lifecycle: string;
}

/** Which instance answers for (organisation that holds the record, capability, role). */
export interface RouteTable {
  /** `*` where the organisation is the person's registered practice. */
  organisation: string;
  capability: string;
  role: string;
  control: string;
  candidate: string | null;
  stage: string;
  /** 1 to 99, at `ramp` by person. */
  percent: ColumnType<number | null, number | null | undefined, number | null>;
  /** Wards (`RWE|W12`), at `ramp` by site. */
  sites: ColumnType<string[], string[] | undefined, string[]>;
  second_approver: Generated<boolean>;
  needed: boolean;
  /** Who answered before, and is off: oldest first. */
  predecessors: Generated<string[]>;
  /** Since when control and candidate are these two; null where nobody planned them but the settings. */
  planned_at: ColumnType<Date | null, Instant | null | undefined, Instant | null>;
  /** Null until somebody moves it; from then on the settings no longer touch it. */
  moved_by: string | null;
  at: ColumnType<Date, Instant, Instant>;
  why: string;
}

/** One row: the counter that every change of systems or routes raises. */
export interface LedgerVersionTable {
  version: number;
}

export interface LedgerTables extends LedgerMoveTables {
  system_instance: SystemInstanceTable;
  route: RouteTable;
  ledger_version: LedgerVersionTable;
}
