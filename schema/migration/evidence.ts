import type { Ask } from '../capabilities';
import type { Severity } from '../difference';
import type { InstanceName, PersonId } from '../identifiers';
import type { DateRange, Instant, LocalDate } from '../time';

export const COMPARISON_OUTCOMES = [
  'matched',
  'ignored',
  'in-flight',
  'mismatched',
  'candidate-failed',
  'control-failed',
] as const;
export type ComparisonOutcome = (typeof COMPARISON_OUTCOMES)[number];
export const COMPARISON_ORIGINS = ['live', 'probe', 'rehearsal', 'noise'] as const;
export type ComparisonOrigin = (typeof COMPARISON_ORIGINS)[number];

/** Why a live read was not compared. */
export const READ_LOSSES = ['not-sampled', 'paced', 'queue-full', 'not-in-users-name'] as const;
export type ReadLoss = (typeof READ_LOSSES)[number];
/** Why nothing, or nothing that lasts, came of a read that was taken to be compared. */
export const FINDING_LOSSES = ['failed', 'unsettled', 'unwritten'] as const;
export type FindingLoss = (typeof FINDING_LOSSES)[number];
export type ShadowLoss = ReadLoss | FindingLoss;
/** What became of a live read of a route at `shadow` or `ramp`: `compared` is taken to be compared. */
export type ReadFate = 'compared' | ShadowLoss;

/** One field that control and candidate do not agree on; its values are opened one by one. */
export interface ComparedDifference {
  readonly id: string;
  /** Path in the canonical record, lines named by no key: `results[].value`. */
  readonly field: string;
  readonly severity: Severity;
  readonly kind: 'value' | 'only-control' | 'only-candidate';
  /** The rule by which it is ignored. */
  readonly ignoredBy: string | null;
}

/** Control and candidate, asked the same. */
export interface Comparison {
  readonly id: string;
  readonly at: Instant;
  /** `ORGANISATION/capability/role`. */
  readonly route: string;
  readonly control: InstanceName;
  readonly candidate: InstanceName;
  readonly origin: ComparisonOrigin;
  readonly outcome: ComparisonOutcome;
  readonly severity: Severity | null;
  readonly records: number;
  readonly controlMs: number | null;
  readonly candidateMs: number | null;
  readonly differences: readonly ComparedDifference[];
}

/** What comparing found, of one route. */
export interface Agreement {
  readonly outcomes: ReadonlyMap<ComparisonOutcome, number>;
  /** Of mismatched differences. */
  readonly severities: ReadonlyMap<Severity, number>;
  /** Mismatched fields, the gravest first, then the most; at most 100. */
  readonly fields: readonly { readonly field: string; readonly severity: Severity; readonly count: number }[];
  /** Compared, and those that the candidate failed to tell: each of them a mismatch. */
  readonly records: number;
  /** Records without a mismatch; null where none was compared. */
  readonly matchedRecords: number | null;
  /** Differences and records of asking the control twice; null where that was not tried. */
  readonly noise: { readonly differences: number; readonly records: number } | null;
  /** Live reads of the route while it was compared, and those taken to be; null where none was counted, and of a rehearsal. */
  readonly reads: { readonly all: number; readonly compared: number } | null;
  /** What was left out, and what was lost, of live reads. */
  readonly losses: ReadonlyMap<ShadowLoss, number>;
}

/** Which comparisons; everything narrows. */
export interface ComparisonFilter {
  readonly route?: string;
  readonly rehearsal?: string;
  readonly outcomes?: readonly ComparisonOutcome[];
  readonly severities?: readonly Severity[];
  readonly field?: string;
  readonly window?: DateRange;
}

export interface ComparisonPage {
  readonly comparisons: readonly Comparison[];
  /** The cursor to go on from; null at the end. */
  readonly next: string | null;
}

/** Recorded asks, asked again of the candidate. */
export interface Rehearsal {
  readonly id: string;
  readonly route: string;
  readonly at: Instant;
  readonly by: string;
  /** Asks of this period are repeated. */
  readonly window: DateRange;
  readonly asks: number;
  readonly done: number;
  readonly finishedAt: Instant | null;
  readonly agreement: Agreement;
}

export interface RehearsalRequest {
  readonly route: string;
  readonly window: DateRange;
  /** At most this many asks, spread over the period. */
  readonly most: number;
  readonly reason: string;
}

/** One difference, opened. */
export interface RevealedDifference {
  readonly control: string | null;
  readonly candidate: string | null;
  /** Null where it is about a place. */
  readonly person: PersonId | null;
}

/** Something a planner should know of. */
export interface MigrationAlert {
  readonly id: string;
  readonly kind: 'rolled-back' | 'roll-back-failed' | 'not-watched' | 'slipping' | 'overridden';
  /** The route or system. */
  readonly about: string;
  /** When it began; of what slips, when Causeway noticed. */
  readonly since: Instant;
  readonly words: string;
  /** Of what slips: the last day on which the plan still held. */
  readonly due: LocalDate | null;
  readonly overAt: Instant | null;
  /** Who acknowledged it, and why; null where it ended with what it told of. */
  readonly overBy: string | null;
  readonly overWhy: string | null;
}

/** How a ramp stands against its budget. */
export interface RampSpent {
  readonly sample: number;
  readonly probes: number;
  /** Per cent; null where nothing was asked. */
  readonly errorPercent: number | null;
  /** 95th percentile. */
  readonly latencyMs: number | null;
  /** Of records compared; null where none was. */
  readonly severePercent: number | null;
  /** In words; empty while it holds. */
  readonly broken: readonly string[];
}

/** What comparing, rehearsing and ramping found. */
export interface Evidence {
  agreement(route: string, window: DateRange, ask: Ask): Promise<Agreement>;
  /** Newest first. Throws BAD_USER_INPUT for a cursor of another list. */
  comparisons(filter: ComparisonFilter, first: number, after: string | null, ask: Ask): Promise<ComparisonPage>;
  /** Newest first; at most 100. */
  rehearsals(route: string | null, ask: Ask): Promise<readonly Rehearsal[]>;
  rehearsal(id: string, ask: Ask): Promise<Rehearsal | null>;
  /** Begins one. Throws BAD_USER_INPUT where the route has no candidate, or nothing was recorded to ask. */
  rehearse(request: RehearsalRequest, ask: Ask): Promise<Rehearsal>;
  /** Opens one difference, on record first. Throws BAD_USER_INPUT where it is not to be opened, saying why. */
  reveal(difference: string, reason: string, ask: Ask): Promise<RevealedDifference>;
  /** Newest first; at most 200. */
  alerts(onlyOpen: boolean, ask: Ask): Promise<readonly MigrationAlert[]>;
  /**
   * Ends an alert that nothing else ends, with who, when and why: that a gate was overridden, by somebody who neither asked
   * for it nor carried it out. On record first. Throws BAD_USER_INPUT.
   */
  acknowledge(alert: string, reason: string, ask: Ask): Promise<MigrationAlert>;
  /** Null unless at `ramp`. Same length, same order. */
  spent(routes: readonly string[], ask: Ask): Promise<readonly (RampSpent | null)[]>;
}
