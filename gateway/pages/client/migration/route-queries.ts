import type { Document } from '../graph';
import type { Page } from './answers';
import type { Agreement, Comparison, CoverageMap, Rehearsal } from './evidence-answers';
import type { MovePreview, WholeRoute } from './route-answers';
import { FREEZES, ROUTE_LINE, WAITING } from './estate-queries';

const AGREEMENT = `{
  outcomes { outcome count } severities { severity count } fields { field severity count }
  records matchedPercent noisePercent reads readsCompared losses { loss count }
}`;

export const ROUTE = `query MigrationRoute($id: ID!) {
  migrationRoute(id: $id) {
    ${ROUTE_LINE} freeze { reason } freezes ${FREEZES} ${WAITING} predecessors rampUnit movedBy movedAt why secondApprover
    group { ${ROUTE_LINE} }
    budget { errorPercent latencyMs severePercent minimumSample windowSeconds }
    spent { sample probes errorPercent latencyMs severePercent broken }
    notes { at by words }
    readiness { score parts { part score weight words } }
  }
}` as Document<{ readonly migrationRoute: WholeRoute | null }, { readonly id: string }>;

/** Asked beside the route: slower, and its failing leaves the route readable. */
export const EVIDENCE = `query MigrationEvidence($id: ID!) {
  migrationRoute(id: $id) { agreement ${AGREEMENT} }
  rehearsals(route: $id) { id at by from to asks done finishedAt agreement ${AGREEMENT} }
}` as Document<
  {
    readonly migrationRoute: { readonly agreement: Agreement | null } | null;
    readonly rehearsals: readonly Rehearsal[] | null;
  },
  { readonly id: string }
>;

export const COVERAGE = `query MigrationCoverage($id: ID!) {
  coverageMap(route: $id) {
    rows { graphField controlField candidateField status note reads }
    people { control { value how at } candidate { value how at } }
  }
}` as Document<{ readonly coverageMap: CoverageMap | null }, { readonly id: string }>;

/** Which comparisons; everything narrows. */
export interface ComparisonFilter {
  readonly route?: string;
  readonly rehearsal?: string;
  readonly outcomes?: readonly string[];
  readonly severities?: readonly string[];
  readonly field?: string;
}

export const COMPARISONS = `query MigrationComparisons($filter: ComparisonFilter, $first: Int, $after: String) {
  comparisons(filter: $filter, first: $first, after: $after) {
    nodes {
      id at route control candidate origin outcome severity records controlMs candidateMs
      differences { id field severity kind ignoredBy }
    }
    pageInfo { hasNextPage endCursor }
  }
}` as Document<
  { readonly comparisons: Page<Comparison> | null },
  { readonly filter: ComparisonFilter; readonly first: number; readonly after: string | null }
>;

/** Where to move a route. */
export interface Move {
  readonly route: string;
  readonly stage: string;
  readonly percent?: number;
  readonly sites?: readonly string[];
}

export const MOVE_PREVIEW = `query MigrationMovePreview($input: RouteMovePreviewInput!) {
  routeMovePreview(input: $input) {
    refusals routes { ${ROUTE_LINE} } people sites readsPerDay clients lostFields warnings
  }
}` as Document<{ readonly routeMovePreview: MovePreview | null }, { readonly input: Move }>;
