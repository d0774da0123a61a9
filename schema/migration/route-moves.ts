import type { Ask, Capability } from '../capabilities';
import type { InstanceName, OdsCode } from '../identifiers';
import type { Instant } from '../time';

export const ROUTE_STAGES = ['off', 'shadow', 'ramp', 'live', 'retired'] as const;
export type RouteStage = (typeof ROUTE_STAGES)[number];

/** A route as planners see it. */
export interface MigrationRoute {
  /** `ORGANISATION/capability/role`. */
  readonly id: string;
  readonly organisation: OdsCode | '*';
  readonly capability: Capability;
  readonly role: string;
  readonly control: InstanceName;
  readonly candidate: InstanceName | null;
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
}

/** Routes, and moving them. */
export interface RouteMoves {
  routes(
    filter: { readonly organisation?: OdsCode; readonly capability?: Capability; readonly planned?: boolean },
    ask: Ask,
  ): Promise<readonly MigrationRoute[]>;
  /** Same length, same order; null where there is none. */
  byIds(ids: readonly string[], ask: Ask): Promise<readonly (MigrationRoute | null)[]>;
}
