import type { Ask, Capability } from '../capabilities';
import type { InstanceName, OdsCode } from '../identifiers';
import type { Instant } from '../time';

export const ROUTE_STAGES = ['off', 'shadow', 'ramp', 'live', 'retired'] as const;
export type RouteStage = (typeof ROUTE_STAGES)[number];

/** A move that waits for a second person. */
export interface WaitingMove {
  readonly id: string;
  readonly stage: RouteStage;
  readonly percent: number | null;
  readonly sites: readonly string[];
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

/** A protection that is to be taken from a group of routes, and that waits for a second person. */
export interface WaitingLoosening {
  readonly id: string;
  /** How it would be, in words. */
  readonly words: string;
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

/** A time without changes: `from <= t < to`. */
export interface Freeze {
  readonly id: string;
  /** Null for every route. */
  readonly route: string | null;
  readonly from: Instant;
  readonly to: Instant;
  readonly by: string;
  readonly reason: string;
  /** Where it is to be ended before its time: what waits for a second person. */
  readonly ending: WaitingLoosening | null;
}

export interface RouteNote {
  readonly at: Instant;
  readonly by: string;
  readonly words: string;
}

/** What a ramp may cost before it goes back by itself. Per cents are decimals as text. */
export interface RampBudget {
  readonly errorPercent: string;
  readonly latencyMs: number;
  readonly severePercent: string;
  readonly minimumSample: number;
  readonly windowSeconds: number;
}

/** A route as planners see it. */
export interface MigrationRoute {
  /** `ORGANISATION/capability/role`. */
  readonly id: string;
  readonly organisation: OdsCode | '*';
  readonly capability: Capability;
  readonly role: string;
  readonly control: InstanceName;
  readonly candidate: InstanceName | null;
  /** Who answered before the control, and is off: oldest first. */
  readonly predecessors: readonly InstanceName[];
  readonly stage: RouteStage;
  /** 1 to 99 at `ramp` by person; null otherwise. */
  readonly percent: number | null;
  readonly rampUnit: 'person' | 'site';
  /** Wards (`RWE|W12`) that the candidate answers for, at `ramp` by site. */
  readonly sites: readonly string[];
  /** Ids of all routes that move with it, itself included. */
  readonly group: readonly string[];
  readonly movedBy: string;
  readonly movedAt: Instant;
  readonly why: string;
  readonly secondApprover: boolean;
  readonly waiting: WaitingMove | null;
  readonly loosening: WaitingLoosening | null;
  /** The one that stands now; of several, the one that ends last. */
  readonly freeze: Freeze | null;
  /** All that hold its group up now or are to: its own and those of every route, those that begin first first. */
  readonly freezes: readonly Freeze[];
  readonly budget: RampBudget;
  readonly notes: readonly RouteNote[];
}

/** Where to move a route to; its whole group goes with it. */
export interface RouteMove {
  readonly route: string;
  readonly stage: RouteStage;
  /** With `ramp` by person: 1 to 99. */
  readonly percent: number | null;
  /** With `ramp` by site: wards as `RWE|W12`. */
  readonly sites: readonly string[];
}

/** A move that is asked for. */
export interface AskedMove extends RouteMove {
  readonly reason: string;
  /**
   * `MigrationRoute.movedAt` as whoever asks has seen it: moved since, it is not moved by what was seen before. Not heeded
   * on the way back to `off`.
   */
  readonly movedAt?: Instant | null;
}

/** Who is to take over a route next; its whole group goes with it. */
export interface CandidatePlan {
  readonly route: string;
  readonly candidate: InstanceName;
  readonly reason: string;
}

/** What came of a change of a route: the whole group as it is now. */
export interface RoutesChanged {
  readonly routes: readonly MigrationRoute[];
  /** The move, where it waits for a second person. */
  readonly waiting: WaitingMove | null;
  /** The same of a budget that would be looser, or of a second person who would not be needed any more. */
  readonly loosening: WaitingLoosening | null;
}

/** What came of a freeze, or of the wish to lift one. */
export interface FreezeChanged {
  /** The freeze that stands now, or is to come. */
  readonly freeze: Freeze;
  /** Where it is to be lifted: what waits for a second person. */
  readonly loosening: WaitingLoosening | null;
}

/** What a move would do. */
export interface RouteMovePreview {
  /** Why it would be refused; empty where it would not. */
  readonly refusals: readonly string[];
  readonly routes: readonly MigrationRoute[];
  /** People whose answers would come from another system, of those seen so far; null by site. */
  readonly people: number | null;
  readonly sites: readonly string[];
  readonly readsPerDay: number;
  readonly clients: readonly string[];
  readonly lostFields: readonly string[];
  readonly warnings: readonly string[];
}

/** One change of register, route or approval. */
export interface LedgerChange {
  readonly id: string;
  readonly at: Instant;
  /** `causeway` for what went back by itself, `settings` for what a settings file said. */
  readonly by: string;
  readonly role: string;
  /** `system@ORGANISATION`, a route's id, or `*` for every route. */
  readonly about: string;
  /** `moved`, `rolled-back`, `registered`, `frozen` and so on. */
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string;
}

/** Routes, and moving them. Every change takes a reason of at least ten characters; what is wrong with an input is GraphRefusal BAD_USER_INPUT, whose words begin with the field's name. */
export interface RouteMoves {
  routes(
    filter: { readonly organisation?: OdsCode; readonly capability?: string; readonly planned?: boolean },
    ask: Ask,
  ): Promise<readonly MigrationRoute[]>;
  /** Same length, same order; null where there is none. */
  byIds(ids: readonly string[], ask: Ask): Promise<readonly (MigrationRoute | null)[]>;
  /** What was changed, newest first; about one system or route, or everything. `after` is the id of the last that was told. */
  history(
    page: { readonly about: string | null; readonly first: number; readonly after: string | null },
    ask: Ask,
  ): Promise<readonly LedgerChange[]>;
  /** Without effect. Null where there is no such route. */
  preview(move: RouteMove, ask: Ask): Promise<RouteMovePreview | null>;
  move(move: AskedMove, ask: Ask): Promise<RoutesChanged>;
  /**
   * Where the group stands at `retired`, its new owner becomes the control of the next migration; where it stands at `off`,
   * another candidate is planned. Nobody's answers change, and what was compared before counts no more.
   */
  planCandidate(plan: CandidatePlan, ask: Ask): Promise<RoutesChanged>;
  /** Agrees to a waiting move or loosening, or refuses it. Who asked for it may only take it back. */
  decide(
    decision: { readonly move: string; readonly agree: boolean; readonly reason: string },
    ask: Ask,
  ): Promise<RoutesChanged>;
  /** To be moved by one person again needs two: it waits like a move. */
  requireSecondApprover(
    input: { readonly route: string; readonly required: boolean; readonly reason: string },
    ask: Ask,
  ): Promise<RoutesChanged>;
  /** Stands at once. A time past asks to lift the freezes that stand: that waits for a second person, like a move. */
  freeze(
    input: {
      readonly route: string | null;
      readonly from: Instant | null;
      readonly to: Instant;
      readonly reason: string;
    },
    ask: Ask,
  ): Promise<FreezeChanged>;
  /** Freezes that stand or are to come, of one route or of every route; those that begin first first. */
  freezes(ask: Ask): Promise<readonly Freeze[]>;
  /** Asks to lift one freeze, whether it stands or is to come: that waits for a second person, like a move. */
  endFreeze(input: { readonly freeze: string; readonly reason: string }, ask: Ask): Promise<FreezeChanged>;
  addNote(input: { readonly route: string; readonly words: string }, ask: Ask): Promise<RoutesChanged>;
  /** What is not given stays. Where moves need a second person, so does a looser budget: it waits like a move. */
  setBudget(
    input: Partial<RampBudget> & { readonly route: string; readonly reason: string },
    ask: Ask,
  ): Promise<RoutesChanged>;
}
