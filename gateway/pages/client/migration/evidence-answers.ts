import type { Figure } from './answers';

/** What the graph answers of evidence: fields and severities, never values. */
export interface Agreement {
  readonly outcomes: readonly { readonly outcome: string; readonly count: number }[];
  readonly severities: readonly { readonly severity: string; readonly count: number }[];
  readonly fields: readonly { readonly field: string; readonly severity: string; readonly count: number }[];
  readonly records: number;
  readonly matchedPercent: string | null;
  readonly noisePercent: string | null;
  readonly reads: number | null;
  readonly readsCompared: number | null;
  readonly losses: readonly { readonly loss: string; readonly count: number }[];
}

export interface CoverageRow {
  readonly graphField: string;
  readonly controlField: string | null;
  readonly candidateField: string | null;
  readonly status: string;
  readonly note: string | null;
  readonly reads: number;
}

export interface CoverageMap {
  readonly rows: readonly CoverageRow[];
  readonly people: { readonly control: Figure; readonly candidate: Figure } | null;
}

export interface ComparedDifference {
  readonly id: string;
  readonly field: string;
  readonly severity: string;
  readonly kind: string;
  readonly ignoredBy: string | null;
}

export interface Comparison {
  readonly id: string;
  readonly at: string;
  readonly route: string;
  readonly control: string;
  readonly candidate: string;
  readonly origin: string;
  readonly outcome: string;
  readonly severity: string | null;
  readonly records: number;
  readonly controlMs: number | null;
  readonly candidateMs: number | null;
  readonly differences: readonly ComparedDifference[];
}

export interface Rehearsal {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly from: string;
  readonly to: string;
  readonly asks: number;
  readonly done: number;
  readonly finishedAt: string | null;
  readonly agreement: Agreement;
}
