import { CAPABILITIES } from '../../schema/capabilities';
import { instanceParts } from '../../schema/identifiers';
import type { RouteMove } from '../../schema/migration/route-moves';
import { routeId, type Route, type Stage, type SystemInstance } from './routes';
import type { LedgerSettings } from './sync-routes';

/**
 * Which stage follows which. Every step to `off` is a roll-back, allowed at any time and from anywhere but `retired`;
 * a control that is off cannot be gone back to. `retired` is reached by retiring the control, never by a move.
 */
const NEXT_STAGES: { readonly [S in Stage]: readonly Stage[] } = {
  off: ['shadow'],
  shadow: ['off', 'ramp'],
  ramp: ['off', 'shadow', 'ramp', 'live'],
  live: ['off', 'ramp'],
  retired: [],
};

const RANK: { readonly [S in Stage]: number } = { off: 0, shadow: 1, ramp: 2, live: 3, retired: 4 };

/** The same systems go on answering for fewer units, or none. */
export const isBack = (from: Stage, to: Stage): boolean => RANK[to] < RANK[from];

/** What a move is judged by. */
export interface Circumstances {
  readonly systems: ReadonlyMap<string, SystemInstance>;
  readonly kinds: LedgerSettings['kinds'];
  /** Wards of the organisation that our own store has heard of, as `RWE|W12`. */
  readonly knownSites: ReadonlySet<string>;
  /** Why changes are frozen; null where they are not. */
  readonly frozen: string | null;
  /** Made by Causeway itself, which may only go back. */
  readonly automatic: boolean;
}

/** Why a group cannot be moved so, each beginning with the field that is wrong; empty where it can. */
export const refusalsOf = (group: readonly Route[], move: RouteMove, about: Circumstances): readonly string[] => {
  const [first] = group;
  if (!first) return ['route is not one of the ledger'];
  const stages = new Set(group.map(({ stage }) => stage));
  if (stages.size > 1 && move.stage !== 'off')
    return ['stage cannot be reached: the routes of the group stand at different stages; bring them to off first'];
  const forward = [...stages].every((stage) => !isBack(stage, move.stage));
  return [
    ...stageRefusals([...stages], group, move),
    ...(move.stage === 'off' ? [] : group.flatMap((route) => serveRefusals(route, about))),
    ...unitRefusals(first, move, about),
    ...(about.frozen !== null && move.stage !== 'off' && !about.automatic ? [`stage is frozen: ${about.frozen}`] : []),
    ...(about.automatic && forward ? ['stage may be moved on by people only'] : []),
  ];
};

const stageRefusals = (stages: readonly Stage[], group: readonly Route[], move: RouteMove): readonly string[] =>
  stages.flatMap((stage) => {
    if (stage === 'retired')
      return [
        'stage cannot be left by a move: the control is off; plan who is next, and the route begins at off with its new owner',
      ];
    if (move.stage === 'retired') return ['stage retired is reached by retiring the system, through its gate'];
    if (stage === move.stage && (stage !== 'ramp' || group.every((route) => isSameRamp(route, move))))
      return stages.length > 1 ? [] : ['stage is already so'];
    if (move.stage === 'off' || NEXT_STAGES[stage].includes(move.stage)) return [];
    return [`stage cannot go from ${stage} to ${move.stage}; from here it may go to ${NEXT_STAGES[stage].join(', ')}`];
  });

const isSameRamp = (route: Route, { percent, sites }: Pick<RouteMove, 'percent' | 'sites'>): boolean =>
  (route.percent ?? null) === percent &&
  [...(route.sites ?? [])].sort().join('\n') === [...new Set(sites)].sort().join('\n');

/** Why a route's candidate could not answer on it; empty where it could. */
export const serveRefusals = (
  route: Route,
  { systems, kinds }: Pick<Circumstances, 'systems' | 'kinds'>,
): readonly string[] => {
  const { candidate, capability } = route;
  if (candidate === undefined) return [`route ${routeId(route)} has no candidate`];
  const { system: kindOfAll, organisation } = instanceParts(candidate);
  const instance = systems.get(candidate);
  const kind = organisation === '*' ? kindOfAll : instance?.kind;
  if (!kind || instance?.lifecycle === 'retired')
    return [`route ${routeId(route)}: ${candidate} is not a connected system`];
  return kinds.get(kind)?.includes(capability)
    ? []
    : [`route ${routeId(route)}: ${kind} does not provide ${capability}`];
};

const unitRefusals = (route: Route, move: RouteMove, { knownSites }: Circumstances): readonly string[] => {
  const { percent, sites } = move;
  const bySite = CAPABILITIES[route.capability].rampUnit === 'site';
  if (move.stage !== 'ramp')
    return [
      ...(percent === null ? [] : ['percent belongs to RAMP only']),
      ...(sites.length === 0 ? [] : ['sites belong to RAMP only']),
    ];
  if (!bySite)
    return [
      ...(sites.length === 0 ? [] : [`sites are not for ${route.capability}: it moves person by person`]),
      ...(percent !== null && Number.isInteger(percent) && percent >= 1 && percent <= 99
        ? []
        : ['percent must be a whole number from 1 to 99']),
    ];
  const unknown = sites.filter((site) => !knownSites.has(site));
  return [
    ...(percent === null ? [] : [`percent is not for ${route.capability}: it moves site by site`]),
    ...(sites.length > 0 ? [] : ['sites must name at least one ward, as ORGANISATION|code']),
    ...(unknown.length === 0
      ? []
      : [
          `sites ${unknown.map((site) => JSON.stringify(site)).join(', ')} are no wards that ${route.organisation} is known to have`,
        ]),
  ];
};

/** A stage in words, for the history: `ramp 10 %`, `ramp RWE|W12`. */
export const stageWords = ({ stage, percent, sites }: Pick<Route, 'stage' | 'percent' | 'sites'>): string =>
  stage !== 'ramp' ? stage : `ramp ${percent === undefined ? [...(sites ?? [])].sort().join(', ') : `${percent} %`}`;

/** The stage that a move asks for, in the same words. */
export const stageAsked = ({ stage, percent, sites }: Pick<RouteMove, 'stage' | 'percent' | 'sites'>): string =>
  stageWords({ stage, sites, ...(percent !== null && { percent }) });
