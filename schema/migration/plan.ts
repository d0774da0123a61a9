import type { Ask, Capability } from '../capabilities';
import type { InstanceName, OdsCode } from '../identifiers';
import type { DateRange, Instant, LocalDate } from '../time';
import type { RegisteredSystem } from './register';
import type { RouteMove, RouteStage } from './route-moves';

export const OBSTACLES = ['routes', 'readers', 'feeds', 'dependants', 'conditions', 'history', 'sign-offs'] as const;

/** Something that stands in the way of retiring a system. */
export interface Obstacle {
  readonly kind: (typeof OBSTACLES)[number];
  /** Who or what it is: the same however often a reader came or a feed sent meanwhile. */
  readonly about: string;
  /** Names who or what. */
  readonly words: string;
}

/** An override of a gate that one person asked for: it stands for seven days, and while nothing more stands in the way. */
export interface WaitingOverride {
  readonly by: string;
  readonly role: string;
  readonly at: Instant;
  readonly reason: string;
}

/** Whose reads; everything narrows. */
export interface FieldUseFilter {
  readonly system?: InstanceName;
  readonly capability?: string;
  readonly client?: string;
  readonly operation?: string;
  readonly field?: string;
  /** The last 30 days unless given. Whole days of London. */
  readonly window?: DateRange;
  readonly perDay?: boolean;
}

/** How often a client read a field that a system was asked for. */
export interface FieldUse {
  /** `2026-11-20`; null for a whole period. */
  readonly day: string | null;
  readonly client: string;
  readonly operation: string;
  readonly field: string;
  readonly capability: string;
  readonly system: InstanceName;
  /** Requests. */
  readonly count: number;
  readonly lastAt: Instant;
}

/** A client that would notice. */
export interface Reader {
  readonly client: string;
  readonly operations: readonly string[];
  readonly fields: readonly string[];
  /** Requests a day, over the days that were looked back on, as far as reads were counted by then; over one at least. */
  readonly readsPerDay: number;
  readonly lastAt: Instant;
  /** `daily`, `about every 30 days`, `once`. */
  readonly rhythm: string;
}

export interface TrafficSlice {
  readonly window: DateRange;
  readonly systems: readonly { readonly system: InstanceName; readonly reads: number }[];
}

/** A number, and how it came about; null where the source cannot be asked for it. */
export interface Figure {
  readonly value: number | null;
  readonly how: string;
  readonly at: Instant | null;
}

/** What is known of a system's records (question 25). */
export interface SystemFigures {
  readonly recordsHeld: Figure;
  readonly verifiedNhsNumbers: Figure;
  readonly lastWriteAt: Instant | null;
  readonly readableAfter: { readonly readable: boolean; readonly words: string };
}

export const READINESS_PARTS = [
  'coverage-fields',
  'coverage-people',
  'agreement',
  'freshness',
  'errors',
  'latency',
  'readers',
  'conditions',
] as const;

export interface ReadinessPart {
  readonly part: (typeof READINESS_PARTS)[number];
  /** 0 to 100; null where nothing is known yet. */
  readonly score: number | null;
  readonly weight: number;
  /** The figures behind it. */
  readonly words: string;
}

/** 0 to 100; what is not known counts as nothing. Null where nothing at all is known. */
export interface Readiness {
  readonly score: number | null;
  readonly parts: readonly ReadinessPart[];
}

export interface CoverageRow {
  /** `Type.field`. */
  readonly graphField: string;
  /** `PV1-3.1`; null where the control does not fill it. */
  readonly controlField: string | null;
  readonly candidateField: string | null;
  readonly status: 'both' | 'control-only' | 'candidate-only' | 'neither';
  readonly note: string | null;
  /** Requests of the last 30 days. */
  readonly reads: number;
}

export interface CoverageMap {
  readonly route: string;
  readonly rows: readonly CoverageRow[];
  /** Null for a route without a candidate. */
  readonly people: { readonly control: Figure; readonly candidate: Figure } | null;
}

export type WhatIfQuestion =
  | { readonly system: InstanceName }
  /** At `ramp`, how far, as in a move: one that grows unless given. */
  | ({ readonly route: string; readonly stage: RouteStage | null } & Partial<Pick<RouteMove, 'percent' | 'sites'>>);

/** A feed that would fall silent. */
export interface AffectedFeed {
  readonly feed: string;
  /** 30 days back; of a feed whose first message that is kept came later, then. The figures are over the time since. */
  readonly countedFrom: Instant;
  /** Whatever became of them. */
  readonly messagesPerDay: number;
  /** Of these: refused, and so told to the sender. */
  readonly refusedPerDay: number;
  /** Of these: held until somebody acts. */
  readonly heldPerDay: number;
  readonly lastAt: Instant | null;
}

/** What would break. */
export interface WhatIf {
  /** Most reads first. */
  readonly readers: readonly Reader[];
  /** The first day that their reads a day are over; null where no read was ever counted. */
  readonly readsCountedFrom: LocalDate | null;
  /** `ORGANISATION/capability`. */
  readonly unanswered: readonly string[];
  readonly lostFields: readonly string[];
  /**
   * What cannot be told, and why: which fields would be lost (there `readers` are all who read), or who reads a system that
   * stops, where reads are not counted for as long as is looked back on.
   */
  readonly unknown: readonly string[];
  readonly feeds: readonly AffectedFeed[];
  readonly dependants: readonly string[];
  /** Whoever asks for these would be answered in part. */
  readonly capabilities: readonly Capability[];
}

export const PROGRAMME_REPORTS = ['SYSTEMS', 'ROUTES', 'USE', 'MISMATCHES', 'MILESTONES'] as const;
export type ProgrammeReport = (typeof PROGRAMME_REPORTS)[number];

/** What came of trying to retire a system. */
export interface Retirement {
  readonly system: RegisteredSystem | null;
  /** As it stood. */
  readonly gate: readonly Obstacle[];
  /** The first of two named people asked for an override. */
  readonly waitsForSecond: boolean;
  readonly done: boolean;
}

/** What is read, what is covered, what is ready, and what may go. */
export interface Plan {
  traffic(window: DateRange, slices: number, organisation: OdsCode | null, ask: Ask): Promise<readonly TrafficSlice[]>;
  fieldUse(filter: FieldUseFilter, first: number, ask: Ask): Promise<readonly FieldUse[]>;
  /** Same length, same order; null where there is no such system. */
  figures(systems: readonly InstanceName[], ask: Ask): Promise<readonly (SystemFigures | null)[]>;
  /** What stands in the way; empty where nothing does. Null where there is no such system. Same length, same order. */
  gates(systems: readonly InstanceName[], ask: Ask): Promise<readonly (readonly Obstacle[] | null)[]>;
  /** Overrides that the next person's would carry out; null where none waits. Same length, same order. */
  waitingOverrides(systems: readonly InstanceName[], ask: Ask): Promise<readonly (WaitingOverride | null)[]>;
  /** Null where there is no such route, or no candidate. Same length, same order. */
  readiness(routes: readonly string[], ask: Ask): Promise<readonly (Readiness | null)[]>;
  /** Null where there is no such route. */
  coverage(route: string, ask: Ask): Promise<CoverageMap | null>;
  /** Throws BAD_USER_INPUT where there is no such system or route. */
  whatIf(question: WhatIfQuestion, ask: Ask): Promise<WhatIf>;
  /** As CSV (RFC 4180). */
  report(report: ProgrammeReport, ask: Ask): Promise<string>;
  settleCondition(condition: string, met: boolean, reason: string, ask: Ask): Promise<RegisteredSystem>;
  signOff(system: InstanceName, reason: string, ask: Ask): Promise<RegisteredSystem>;
  retire(system: InstanceName, reason: string, override: boolean, ask: Ask): Promise<Retirement>;
}
