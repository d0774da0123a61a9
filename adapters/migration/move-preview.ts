import { sql, type Kysely } from 'kysely';
import { CAPABILITIES, type Ask } from '../../schema/capabilities';
import type { MigrationRoute, RouteMove, RouteMovePreview } from '../../schema/migration/route-moves';
import type { MoveJudged, RouteRow } from '../ledger';
import type { Tables } from '../store';

/** What else a move would change, as far as others know it. */
export interface MoveEffect {
  readonly readsPerDay: number;
  readonly clients: readonly string[];
  readonly lostFields: readonly string[];
  /** Of what nobody can tell which fields would be lost. */
  readonly unknown: readonly string[];
}

export type EffectOf = (move: RouteMove, ask: Ask) => Promise<MoveEffect>;

/** People from this bucket on, and below that one, would be answered by another system. */
const bucketsMoved = ({ route }: RouteRow, { stage, percent }: RouteMove): readonly [number, number] => {
  const share = (at: string, of: number | null): number =>
    at === 'ramp' ? (of ?? 0) : at === 'live' || at === 'retired' ? 100 : 0;
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
  const answered = (at: string, of: readonly string[]): ReadonlySet<string> =>
    new Set(at === 'ramp' ? of : at === 'live' || at === 'retired' ? all : []);
  const [before, after] = [answered(route.stage, route.sites ?? []), answered(stage, sites)];
  return [...new Set([...before, ...after])].filter((site) => before.has(site) !== after.has(site)).sort();
};

const warningsOf = (routes: readonly MigrationRoute[], { stage }: RouteMove): readonly string[] => {
  const [first] = routes;
  if (!first) return [];
  return [
    ...(first.secondApprover && stage !== 'off' ? ['It waits until a second person agrees.'] : []),
    ...(first.waiting ? [`A move to ${first.waiting.stage}, asked for by ${first.waiting.by}, waits already.`] : []),
    ...(first.freeze && stage === 'off' ? ['Changes are frozen; going back is allowed all the same.'] : []),
    ...(stage === 'off' && first.stage !== 'off' ? ['The candidate is no longer asked, so nothing is compared.'] : []),
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
  const { unknown, ...effect } = means.effect;
  const [first] = judged.group;
  const bySite = first !== undefined && CAPABILITIES[first.route.capability].rampUnit === 'site';
  return {
    ...{ refusals: judged.refusals, routes, ...effect, warnings: [...warningsOf(routes, move), ...unknown] },
    people: first === undefined || bySite ? null : await peopleBetween(db, bucketsMoved(first, move)),
    sites: first !== undefined && bySite ? sitesMoved(first, move, knownSites) : [],
  };
};
