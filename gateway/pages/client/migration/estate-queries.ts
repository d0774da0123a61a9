import type { Document } from '../graph';
import type { Alert, EstateSystem, GatedSystem, LedgerChange, Page, WholeSystem } from './answers';
import type { Freeze, MatrixRoute } from './route-answers';

type Nothing = Record<string, never>;

const NAMED = 'id name organisation organisationName function lifecycle connected';
const PHASES = 'phases { phase plannedFrom actualFrom note } replacedBy { id name }';
const GATE = `gate { open obstacles { kind words } waitingOverride { by role at reason } } conditions { id words metAt metBy }
  signOffs { by role at words }`;
export const ROUTE_LINE = 'id organisation capability role control candidate stage percent sites';
export const WAITING = 'waiting { id stage percent sites by at reason } loosening { id words by at reason }';
export const FREEZES = '{ id route from to by reason ending { id words by at reason } }';
const FIGURE = '{ value how at }';

/** What stands at the top of every view. The last slice of traffic ends at the server's own now. */
export const ALERTS = `query MigrationAlerts {
  migrationAlerts(open: true) { id kind about since due words }
  systemTraffic(slices: 1) { to }
}` as Document<
  {
    readonly migrationAlerts: readonly Alert[] | null;
    readonly systemTraffic: readonly { readonly to: string }[] | null;
  },
  Nothing
>;

export const ESTATE = `query MigrationEstate {
  registeredSystems { ${NAMED} ${PHASES} }
}` as Document<{ readonly registeredSystems: readonly EstateSystem[] | null }, Nothing>;

export const SYSTEM = `query MigrationSystem($id: ID!) {
  registeredSystem(id: $id) {
    ${NAMED} ${PHASES} ${GATE} version supplier owner contractEnd yearlyCost retention dependants lastWriteAt
    recordsHeld ${FIGURE} verifiedNhsNumbers ${FIGURE} readableAfter { readable words } routes { ${ROUTE_LINE} }
  }
}` as Document<{ readonly registeredSystem: WholeSystem | null }, { readonly id: string }>;

export const GATES = `query MigrationGates {
  registeredSystems { id name organisationName lifecycle ${GATE} }
}` as Document<{ readonly registeredSystems: readonly GatedSystem[] | null }, Nothing>;

export const MATRIX = `query MigrationMatrix {
  migrationRoutes { ${ROUTE_LINE} freeze { reason } ${WAITING} readiness { score } }
  changeFreezes ${FREEZES}
  registeredSystems { organisation organisationName }
}` as Document<
  {
    readonly migrationRoutes: readonly MatrixRoute[] | null;
    readonly changeFreezes: readonly Freeze[] | null;
    readonly registeredSystems: readonly Pick<EstateSystem, 'organisation' | 'organisationName'>[] | null;
  },
  Nothing
>;

export const HISTORY = `query MigrationHistory($about: ID, $first: Int, $after: String) {
  ledgerHistory(about: $about, first: $first, after: $after) {
    nodes { id at by role about what before after reason } pageInfo { hasNextPage endCursor }
  }
}` as Document<
  { readonly ledgerHistory: Page<LedgerChange> | null },
  { readonly about: string | null; readonly first: number; readonly after: string | null }
>;
