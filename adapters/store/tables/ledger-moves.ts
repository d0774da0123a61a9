import type { ColumnType, Generated } from 'kysely';
import type { Instant } from '../../../schema/time';

type Moment = ColumnType<Date, Instant, Instant>;
type MaybeMoment = ColumnType<Date | null, Instant | null | undefined, Instant | null>;
/** JSON is written as text and read back parsed. */
type Json = ColumnType<unknown, string, string>;

/** A system as the programme's register has it: connected or not. */
export interface RegisteredSystemTable {
  /** `pas@RWE`. */
  id: string;
  name: string;
  organisation: string;
  organisation_name: string;
  function: string | null;
  supplier: string | null;
  owner: string | null;
  lifecycle: string;
  phases: Json;
  contract_end: string | null;
  /** Pounds, a decimal as text. */
  yearly_cost: string | null;
  retention: string | null;
  dependants: string[];
  replaced_by: string[];
  version: number;
  /** Null until a person changes it; from then on the settings no longer touch it. */
  changed_by: string | null;
  at: Moment;
  why: string;
}

export interface SystemConditionTable {
  readonly id: Generated<string>;
  system: string;
  position: number;
  words: string;
  met_at: MaybeMoment;
  met_by: string | null;
}

export interface SystemSignOffTable {
  readonly id: Generated<string>;
  system: string;
  user_id: string;
  user_name: string;
  role: string;
  at: Moment;
  words: string;
}

/** What was changed in register and routes; never changed itself. */
export interface LedgerChangeTable {
  readonly id: Generated<string>;
  at: Moment;
  user_id: string;
  user_name: string;
  role: string;
  about: string;
  what: string;
  before: string | null;
  after: string | null;
  reason: string;
}

/** What one planner asked for, and another is to decide on. */
interface WaitingTable {
  readonly id: Generated<string>;
  /** `ORGANISATION/capability/role` of the route it was asked for, whose group waits with it; `*` for every route. */
  route: string;
  user_id: string;
  user_name: string;
  role: string;
  at: Moment;
  reason: string;
  decided_at: MaybeMoment;
  decided_by: string | null;
  agreed: boolean | null;
}

export interface WaitingMoveTable extends WaitingTable {
  stage: string;
  percent: number | null;
  sites: string[];
}

export interface WaitingLooseningTable extends WaitingTable {
  /** What was asked of the budget. */
  budget: ColumnType<unknown, string | null, never>;
  /** Freezes that are to be lifted. Where neither is given it is the second approver who is to go. */
  freezes: ColumnType<string[] | null, readonly string[] | null, never>;
  words: string;
}

export interface ChangeFreezeTable {
  readonly id: Generated<string>;
  /** Null: every route. */
  route: string | null;
  from_at: Moment;
  to_at: Moment;
  user_name: string;
  reason: string;
}

export interface RouteNoteTable {
  readonly id: Generated<string>;
  route: string;
  at: Moment;
  user_name: string;
  words: string;
}

/** Only routes whose budget somebody set. */
export interface RampBudgetTable {
  route: string;
  /** Decimals as text. */
  error_percent: string;
  latency_ms: number;
  severe_percent: string;
  minimum_sample: number;
  window_seconds: number;
}

export interface RampUnitTable {
  person: string;
  /** 0 to 99: the candidate answers for them at `ramp` where this is below the route's per cent. */
  bucket: number;
  at: Moment;
}

export interface LedgerMoveTables {
  registered_system: RegisteredSystemTable;
  system_condition: SystemConditionTable;
  system_sign_off: SystemSignOffTable;
  ledger_change: LedgerChangeTable;
  waiting_move: WaitingMoveTable;
  waiting_loosening: WaitingLooseningTable;
  change_freeze: ChangeFreezeTable;
  route_note: RouteNoteTable;
  ramp_budget: RampBudgetTable;
  ramp_unit: RampUnitTable;
}
