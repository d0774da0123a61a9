/** What the graph answers of routes. Enums stay strings: a newer server may know more words. */
export interface RouteLine {
  readonly id: string;
  readonly organisation: string;
  readonly capability: string;
  readonly role: string;
  readonly control: string;
  readonly candidate: string | null;
  readonly stage: string;
  readonly percent: number | null;
  readonly sites: readonly string[];
}

export interface Freeze {
  readonly id: string;
  readonly route: string | null;
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly reason: string;
  readonly ending: WaitingLoosening | null;
}

export interface WaitingMove {
  readonly id: string;
  readonly stage: string;
  readonly percent: number | null;
  readonly sites: readonly string[];
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/** A protection that is to be taken away: a looser budget, or no second person any more. */
export interface WaitingLoosening {
  readonly id: string;
  readonly words: string;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

export interface MatrixRoute extends RouteLine {
  readonly freeze: Pick<Freeze, 'reason'> | null;
  readonly waiting: WaitingMove | null;
  readonly loosening: WaitingLoosening | null;
  readonly readiness: { readonly score: number | null } | null;
}

export interface ReadinessPart {
  readonly part: string;
  readonly score: number | null;
  readonly weight: number;
  readonly words: string;
}

export interface WholeRoute extends MatrixRoute {
  readonly freezes: readonly Freeze[];
  readonly group: readonly RouteLine[];
  readonly predecessors: readonly string[];
  readonly rampUnit: string;
  readonly movedBy: string;
  readonly movedAt: string;
  readonly why: string;
  readonly secondApprover: boolean;
  readonly budget: {
    readonly errorPercent: string;
    readonly latencyMs: number;
    readonly severePercent: string;
    readonly minimumSample: number;
    readonly windowSeconds: number;
  };
  readonly spent: {
    readonly sample: number;
    readonly probes: number;
    readonly errorPercent: string | null;
    readonly latencyMs: number | null;
    readonly severePercent: string | null;
    readonly broken: readonly string[];
  } | null;
  readonly notes: readonly { readonly at: string; readonly by: string; readonly words: string }[];
  readonly readiness: { readonly score: number | null; readonly parts: readonly ReadinessPart[] } | null;
}

export interface MovePreview {
  readonly refusals: readonly string[];
  readonly routes: readonly RouteLine[];
  readonly people: number | null;
  readonly sites: readonly string[];
  readonly readsPerDay: number;
  readonly clients: readonly string[];
  readonly lostFields: readonly string[];
  readonly warnings: readonly string[];
}
