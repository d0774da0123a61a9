import type { Ask } from '../capabilities';
import type { Severity } from '../difference';
import type { InstanceName } from '../identifiers';
import type { DateRange, Instant } from '../time';

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
  /** Mismatched fields, most first; at most 20. */
  readonly fields: readonly { readonly field: string; readonly severity: Severity; readonly count: number }[];
  readonly records: number;
  /** Records without a mismatch; null where none was compared. */
  readonly matchedRecords: number | null;
  /** Differences and records of asking the control twice; null where that was not tried. */
  readonly noise: { readonly differences: number; readonly records: number } | null;
}

/** What comparing, rehearsing and ramping found. */
export interface Evidence {
  agreement(route: string, window: DateRange, ask: Ask): Promise<Agreement>;
}
