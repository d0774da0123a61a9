import { sql, type Kysely } from 'kysely';
import { CAPABILITIES, type Ask } from '../../schema/capabilities';
import type { MigrationRoute, RouteMove, RouteMovePreview, RouteStage } from '../../schema/migration/route-moves';
import { stageAsked, WAITS_ALREADY, type MoveJudged, type RouteRow } from '../ledger';
import type { Tables } from '../store';
import { rampDirections } from './move-directions';
import { answeringOn } from './plan-means';

/** What else a move would change, as far as others know it. */
export interface MoveEffect {
  /** Of the last day on the routes that move, whoever they concern. */
  readonly readsPerDay: number;
  readonly clients: readonly string[];
  readonly lostFields: readonly string[];
  /** Of what nobody can tell which fields would be lost. */
  readonly unknown: readonly string[];
}

export type EffectOf = (move: RouteMove, ask: Ask) => Promise<MoveEffect>;

const isCandidates = (stage: RouteStage): boolean => stage === 'live' || stage === 'retired';

/** People from this bucket on, and below that one, would be answered by another system. */
const bucketsMoved = ({ route }: RouteRow, { stage, percent }: RouteMove): readonly [number, number] => {
  const share = (at: RouteStage, of: number | null): number => (at === 'ramp' ? (of ?? 0) : isCandidates(at) ? 100 : 0);
  const [before, after] = [share(route.stage, route.percent ?? null), share(stage, percent)];
  return before < after ? [before, after] : [after, before];
};

/** Of all people the index knows: those not met on a ramp yet are counted where they would come. */
const peopleBetween = async (db: Kysely<Tables>, [from, below]: readonly [number, number]): Promise<number> => {
  if (from === below) return 0;
  const { rows } = await sql<{ count: string }>`select count(*) from person as p
    left join ramp_unit as u on u.person = p.id
    where p.merged_into is null and coalesce(u.bucket, ramp_bucket(p.id)) between ${from} and ${below - 1}`.execute(db);
  return Number(rows[0]?.count ?? 0);
};

const sitesMoved = ({ route }: RouteRow, { stage, sites }: RouteMove, all: readonly string[]): readonly string[] => {
  const answered = (at: RouteStage, of: readonly string[]): ReadonlySet<string> =>
    new Set(at === 'ramp' ? of : isCandidates(at) ? all : []);
  const [before, after] = [answered(route.stage, route.sites ?? []), answered(stage, sites)];
  return [...new Set([...before, ...after])].filter((site) => before.has(site) !== after.has(site)).sort();
};

/** Of all reads, the part that another system would answer. Exact but for ramps: reads are counted by system, not by unit. */
const partMoved = (row: RouteRow, move: RouteMove, all: readonly string[]): number => {
  const { stage, capability } = row.route;
  if (stage !== 'ramp' && move.stage !== 'ramp') return isCandidates(stage) === isCandidates(move.stage) ? 0 : 1;
  switch (CAPABILITIES[capability].rampUnit) {
    case 'person': {
      const [from, below] = bucketsMoved(row, move);
      return (below - from) / 100;
    }
    case 'site':
      return all.length === 0 ? 0 : Math.min(1, sitesMoved(row, move, all).length / all.length);
  }
};

const needsSecond = ({ secondApprover }: MigrationRoute, { stage }: RouteMove): boolean =>
  secondApprover && stage !== 'off';

/** Of two moves that both wait for a second person, the first is decided first. */
const waitsBefore = (routes: readonly MigrationRoute[], move: RouteMove): readonly string[] =>
  routes[0]?.waiting && needsSecond(routes[0], move) ? [WAITS_ALREADY] : [];

/** A group that one system answers for, and that several would: a route that joined it later has another control. */
const partingWarning = (routes: readonly MigrationRoute[], { stage }: RouteMove): readonly string[] => {
  const answeredAt = (at: (route: MigrationRoute) => RouteStage): readonly string[] => [
    ...new Set(routes.flatMap((route) => answeringOn({ ...route, stage: at(route) }))),
  ];
  const after = answeredAt(() => stage);
  if (stage !== 'off' || after.length < 2 || answeredAt((route) => route.stage).length > 1) return [];
  return [
    `Routes that must agree would be answered by ${after.join(' and ')}: a bed by one, who lies in it by the other.`,
  ];
};

const warningsOf = (routes: readonly MigrationRoute[], move: RouteMove): readonly string[] => {
  const [first] = routes;
  if (!first) return [];
  const { stage } = move;
  return [
    ...partingWarning(routes, move),
    ...(needsSecond(first, move) ? ['It waits until a second person agrees.'] : []),
    ...(first.waiting && !needsSecond(first, move)
      ? [`It ends the move to ${stageAsked(first.waiting)} that waits, asked for by ${first.waiting.by}.`]
      : []),
    ...(first.freeze && stage === 'off' ? ['Changes are frozen; going back is allowed all the same.'] : []),
    ...(stage === 'off' && first.stage !== 'off' ? ['The candidate is no longer asked, so nothing is compared.'] : []),
    ...(stage === 'ramp' && rampDirections(first, move).back
      ? ['Whoever leaves the ramp goes back to the control.']
      : []),
    ...(stage === 'ramp' || first.stage === 'ramp'
      ? ['Reads that would go elsewhere are reckoned by the share of people or wards that would move.']
      : []),
    ...(stage === 'live' ? ['The control is asked no more, so nothing is compared; its feeds go on.'] : []),
  ];
};

/** What a move would do, without effect. */
export const movePreview = async (
  db: Kysely<Tables>,
  means: {
    readonly move: RouteMove;
    readonly judged: MoveJudged;
    readonly routes: readonly MigrationRoute[];
    readonly knownSites: readonly string[];
    readonly effect: MoveEffect;
  },
): Promise<RouteMovePreview> => {
  const { move, judged, routes, knownSites } = means;
  const { unknown, readsPerDay, ...effect } = means.effect;
  const [first] = judged.group;
  const bySite = first !== undefined && CAPABILITIES[first.route.capability].rampUnit === 'site';
  return {
    refusals: [...judged.refusals, ...waitsBefore(routes, move)],
    ...{ routes, ...effect, warnings: [...warningsOf(routes, move), ...unknown] },
    readsPerDay: first === undefined ? 0 : Math.round(readsPerDay * partMoved(first, move, knownSites)),
    people: first === undefined || bySite ? null : await peopleBetween(db, bucketsMoved(first, move)),
    sites: first !== undefined && bySite ? sitesMoved(first, move, knownSites) : [],
  };
};
