/** How one route's reads are compared. */
export interface RouteShadowing {
  /** Per cent of live reads that are compared, while there is room. */
  readonly percent: number;
  /**
   * Milliseconds between two compared reads of a route in one process, on average; 0 compares all. In a ramp a second at
   * most; else longer where many routes are compared, comparisons are dear, or the same people are asked for again
   * (`pace.ts`).
   */
  readonly everyMs: number;
  /** Per cent of compared reads for which the control is asked a second time. */
  readonly noisePercent: number;
  /** How long the slower of both feeds takes to tell a change: a difference is asked again after it. */
  readonly settleMs: number;
  /** Whether a candidate that is asked in a user's name may be asked in that of whoever read. */
  readonly inUsersName: boolean;
}

export interface ShadowSettings extends RouteShadowing {
  /** By route id, where a route differs from the above. */
  readonly routes: ReadonlyMap<string, Partial<RouteShadowing>>;
  /** Time of its own for each ask, in milliseconds; the live read's is over. */
  readonly deadlineMs: number;
  /** Reads that may wait to be compared; what comes beyond is dropped and counted. */
  readonly queue: number;
  /** Reads compared at once. */
  readonly concurrent: number;
  /** Differences that may wait to settle; what comes beyond stays in flight, and is counted. */
  readonly settling: number;
}

export const SHADOW_SETTINGS: ShadowSettings = {
  percent: 100,
  // 17,000 a day at most of a busy route, each with all its records; one that is read less often is compared whole.
  everyMs: 5_000,
  noisePercent: 2,
  settleMs: 30_000,
  inUsersName: true,
  routes: new Map(),
  deadlineMs: 10_000,
  queue: 200,
  concurrent: 4,
  settling: 1_000,
};

const known = new WeakMap<ShadowSettings, Map<string, RouteShadowing>>();

/** Asked for with every read: worked out once. */
export const shadowingOf = (settings: ShadowSettings, route: string): RouteShadowing => {
  const routes = known.get(settings) ?? new Map<string, RouteShadowing>();
  known.set(settings, routes);
  const own = routes.get(route) ?? { ...settings, ...settings.routes.get(route) };
  routes.set(route, own);
  return own;
};
