import type { Ask } from '../../schema/capabilities';
import { GraphRefusal } from '../../schema/errors';
import {
  ROUTE_STAGES,
  type AskedMove,
  type CandidatePlan,
  type MigrationRoute,
  type RampBudget,
  type RouteMove,
  type RouteMoves,
  type RoutesChanged,
  type RouteStage,
  type WaitingMove,
} from '../../schema/migration/route-moves';
import type { OdsCode } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { sizeOf, type PageArgs } from '../connection';
import { enumValue } from '../scalars';
import type { Resolver } from '../subgraph';
import { routeById } from './loading';
import { orUserErrors } from '../user-errors';

const waitingNode = ({ stage, ...waiting }: WaitingMove) => ({ ...waiting, stage: enumValue(stage) });

export const routeNode = (route: MigrationRoute) => ({
  ...route,
  stage: enumValue(route.stage),
  rampUnit: enumValue(route.rampUnit),
  waiting: route.waiting && waitingNode(route.waiting),
});

interface MoveArgs {
  readonly route: string;
  readonly stage: string;
  readonly percent?: number | null;
  readonly sites?: readonly string[] | null;
}

/** Throws GraphRefusal BAD_USER_INPUT. */
export const stageOf = (asked: string): RouteStage => {
  const stage = ROUTE_STAGES.find((known) => enumValue(known) === asked);
  if (stage === undefined) throw new GraphRefusal('BAD_USER_INPUT', 'stage must be one that a route can have');
  return stage;
};

const moveOf = ({ route, stage, percent, sites }: MoveArgs): RouteMove => ({
  ...{ route, stage: stageOf(stage), percent: percent ?? null, sites: sites ?? [] },
});

interface RoutesArgs {
  readonly organisation?: OdsCode | null;
  readonly capability?: string | null;
  readonly planned?: boolean | null;
}

const migrationRoutes: Resolver<unknown, RoutesArgs> = async (_, args, { door, ask }) => {
  const routes = await door.migration.routes.routes(
    {
      ...(args.organisation != null && { organisation: args.organisation }),
      ...(args.capability != null && { capability: args.capability }),
      planned: args.planned === true,
    },
    ask,
  );
  return routes.map(routeNode);
};

const migrationRoute: Resolver<unknown, { readonly id: string }> = async (_, { id }, context) => {
  const route = await routeById(context, id);
  return route && routeNode(route);
};

const routeMovePreview: Resolver<unknown, { readonly input: MoveArgs }> = async (_, { input }, { door, ask }) => {
  const preview = await door.migration.routes.preview(moveOf(input), ask);
  return preview && { ...preview, routes: preview.routes.map(routeNode) };
};

const ledgerHistory: Resolver<unknown, PageArgs & { readonly about?: string | null }> = async (
  _,
  { about, first, after },
  { door, ask },
) => {
  const size = sizeOf(first);
  const changes = await door.migration.routes.history(
    { about: about ?? null, first: size + 1, after: after ?? null },
    ask,
  );
  const nodes = changes.slice(0, size);
  return { nodes, pageInfo: { hasNextPage: changes.length > size, endCursor: nodes.at(-1)?.id ?? after ?? null } };
};

const changeFreezes: Resolver = (_, __, { door, ask }) => door.migration.routes.freezes(ask);

export const routeQueries = { migrationRoutes, migrationRoute, changeFreezes, routeMovePreview, ledgerHistory };

const FIELDS = [
  ...['route', 'candidate', 'stage', 'percent', 'freeze', 'sites', 'movedAt', 'reason', 'move', 'from', 'to', 'words'],
  ...['errorPercent', 'latencyMs', 'severePercent', 'minimumSample', 'windowSeconds'],
];

/** A mutation that changes routes: what came of it, or what was wrong with the input. */
const changing =
  <Input>(
    work: (routes: RouteMoves, input: Input, ask: Ask) => Promise<RoutesChanged>,
  ): Resolver<unknown, { readonly input: Input }> =>
  (_, { input }, { door, ask }) =>
    orUserErrors<{
      readonly routes: readonly object[] | null;
      readonly waiting: object | null;
      readonly loosening: object | null;
    }>(FIELDS, { routes: null, waiting: null, loosening: null }, async () => {
      const { routes, waiting, loosening } = await work(door.migration.routes, input, ask);
      return { routes: routes.map(routeNode), waiting: waiting && waitingNode(waiting), loosening };
    });

interface BudgetArgs {
  readonly route: string;
  readonly errorPercent?: string | null;
  readonly latencyMs?: number | null;
  readonly severePercent?: string | null;
  readonly minimumSample?: number | null;
  readonly windowSeconds?: number | null;
  readonly reason: string;
}

const budgetOf = (args: BudgetArgs): Partial<RampBudget> => ({
  ...(args.errorPercent != null && { errorPercent: args.errorPercent }),
  ...(args.latencyMs != null && { latencyMs: args.latencyMs }),
  ...(args.severePercent != null && { severePercent: args.severePercent }),
  ...(args.minimumSample != null && { minimumSample: args.minimumSample }),
  ...(args.windowSeconds != null && { windowSeconds: args.windowSeconds }),
});

interface FreezeArgs {
  readonly route?: string | null;
  readonly from?: Instant | null;
  readonly to: Instant;
  readonly reason: string;
}

const freezeChanges: Resolver<unknown, { readonly input: FreezeArgs }> = (_, { input }, { door, ask }) =>
  orUserErrors<{ readonly freeze: object | null; readonly loosening: object | null }>(
    FIELDS,
    { freeze: null, loosening: null },
    () => {
      const { route, from, to, reason } = input;
      return door.migration.routes.freeze({ route: route ?? null, from: from ?? null, to, reason }, ask);
    },
  );

const endFreeze: Resolver<unknown, { readonly input: { readonly freeze: string; readonly reason: string } }> = (
  _,
  { input: { freeze, reason } },
  { door, ask },
) =>
  orUserErrors<{ readonly freeze: object | null; readonly loosening: object | null }>(
    FIELDS,
    { freeze: null, loosening: null },
    () => door.migration.routes.endFreeze({ freeze, reason }, ask),
  );

export const routeMutations = {
  moveRoute: changing<MoveArgs & Pick<AskedMove, 'movedAt' | 'reason'>>((routes, { movedAt, reason, ...input }, ask) =>
    routes.move({ ...moveOf(input), movedAt: movedAt ?? null, reason }, ask),
  ),
  planCandidate: changing<CandidatePlan>((routes, { route, candidate, reason }, ask) =>
    routes.planCandidate({ route, candidate, reason }, ask),
  ),
  decideMove: changing<{ readonly move: string; readonly agree: boolean; readonly reason: string }>(
    (routes, { move, agree, reason }, ask) => routes.decide({ move, agree, reason }, ask),
  ),
  requireSecondApprover: changing<{ readonly route: string; readonly required: boolean; readonly reason: string }>(
    (routes, { route, required, reason }, ask) => routes.requireSecondApprover({ route, required, reason }, ask),
  ),
  freezeChanges,
  endFreeze,
  addRouteNote: changing<{ readonly route: string; readonly words: string }>((routes, { route, words }, ask) =>
    routes.addNote({ route, words }, ask),
  ),
  setRampBudget: changing<BudgetArgs>((routes, input, ask) =>
    routes.setBudget({ route: input.route, reason: input.reason, ...budgetOf(input) }, ask),
  ),
};

const group: Resolver<{ readonly group: readonly string[] }> = async ({ group: ids }, _, context) => {
  const routes = await Promise.all(ids.map((id) => routeById(context, id)));
  return routes.flatMap((route) => (route ? [routeNode(route)] : []));
};

export const routeFields = { MigrationRoute: { group } };
