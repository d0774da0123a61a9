import type { MigrationRoute, RouteMove } from '../../schema/migration/route-moves';

/** Where a route is to go. */
export type MoveAsked = Pick<RouteMove, 'stage' | 'percent' | 'sites'>;

/** Whether a move to `ramp` brings people or sites to the candidate, takes some back to the control, or (by site) both. */
export interface RampDirections {
  readonly onward: boolean;
  readonly back: boolean;
}

/** A ramp of which no share is given is one that grows. */
export const rampDirections = (
  from: Pick<MigrationRoute, 'stage' | 'percent' | 'sites'>,
  { percent, sites }: Omit<MoveAsked, 'stage'>,
): RampDirections => {
  if (from.stage === 'live') return { onward: false, back: true };
  if (from.stage !== 'ramp' || (percent === null && sites.length === 0)) return { onward: true, back: false };
  if (percent !== null) return { onward: percent > (from.percent ?? 0), back: percent < (from.percent ?? 0) };
  return {
    onward: sites.some((site) => !from.sites.includes(site)),
    back: from.sites.some((site) => !sites.includes(site)),
  };
};
