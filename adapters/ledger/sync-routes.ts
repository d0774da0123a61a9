import { sql, type Selectable, type Transaction } from 'kysely';
import type { Capability } from '../../schema/capabilities';
import { now, type Clock } from '../../schema/clock';
import { instanceParts, type InstanceName } from '../../schema/identifiers';
import { instantOf, type Instant } from '../../schema/time';
import type { Store, Tables } from '../store';
import { endOutdated } from './end-outdated';
import { joinProblems } from './group-joins';
import { SETTINGS } from './history';
import { toRoute } from './ledger';
import { lockLedger, routeRows } from './route-rows';
import { REGISTERED_PRACTICE, type Route, type RouteSetting, type SystemInstance } from './routes';

export interface LedgerSettings {
  readonly systems: readonly SystemInstance[];
  readonly routes: readonly RouteSetting[];
  /** What each kind of system provides, from the registry. */
  readonly kinds: ReadonlyMap<string, readonly Capability[]>;
}

/** Every route that cannot be, in one error: the process does not start. */
export class ImpossibleRoutes extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The ledger's settings hold what cannot be:\n- ${problems.join('\n- ')}`);
    this.name = 'ImpossibleRoutes';
  }
}

/**
 * Brings systems and routes of the settings into the ledger, in one transaction. A route that a person has moved
 * stays as it was moved; one that left the settings, and that nobody moved, goes. Nothing is written when nothing
 * differs. Gives a line for the log for each route that went and that no other took the place of: nobody is asked for what
 * it answered, and no answer has a gap for it. Moves that wait are refused, and rehearsals ended, where other systems stand
 * now. Throws {@link ImpossibleRoutes}.
 */
export const syncRoutes = async (store: Store, settings: LedgerSettings, clock: Clock): Promise<readonly string[]> => {
  const problems = impossible(settings);
  if (problems.length > 0) throw new ImpossibleRoutes(problems);
  return store.db.transaction().execute(async (trx) => {
    // Two processes that start at once write one after the other.
    await lockLedger(trx);
    const before = await routeRows(trx);
    await syncSystems(trx, settings.systems);
    const gone = await syncRouteRows(trx, settings.routes, clock);
    await endOutdated(trx, before, await routeRows(trx), clock);
    await endAlertsOfNoRoute(trx, clock);
    return gone;
  });
};

const impossible = ({ systems, routes, kinds }: LedgerSettings): string[] => {
  const byName = new Map(systems.map((system) => [system.name, system]));
  const seen = new Set<string>();
  return routes.flatMap((route) => {
    const said = `route ${route.capability} of ${route.organisation} (${route.role}) to ${route.control}`;
    const key = routeKey(route);
    if (seen.has(key)) return [`${said}: the same organisation, capability and role is routed twice`];
    seen.add(key);
    const { system: kind, organisation } = instanceParts(route.control);
    if ((organisation === REGISTERED_PRACTICE) !== (route.organisation === REGISTERED_PRACTICE))
      return [`${said}: only a route of the registered practice (*) goes to an instance @*, and it must`];
    const planned = route.candidate ? ableToTakeOver(route, route.candidate, byName, kinds) : [];
    if (organisation === REGISTERED_PRACTICE) return [...provides(kind, route, said, kinds), ...planned];
    const instance = byName.get(route.control);
    if (!instance) return [`${said}: ${route.control} is not among the systems`];
    const able = instance.kind === null ? [] : provides(instance.kind, route, said, kinds);
    return [...able, ...planned];
  });
};

/** A plan that cannot come true is refused when it is written, not on the day of the move. */
const ableToTakeOver = (
  route: RouteSetting,
  candidate: InstanceName,
  byName: ReadonlyMap<InstanceName, SystemInstance>,
  kinds: LedgerSettings['kinds'],
): string[] => {
  const said = `route ${route.capability} of ${route.organisation} (${route.role}), planned to move to ${candidate}`;
  const { system, organisation } = instanceParts(candidate);
  const everywhere = route.organisation === REGISTERED_PRACTICE;
  if (everywhere !== (organisation === REGISTERED_PRACTICE))
    return [`${said}: a route of the registered practice (*) moves to an instance @*, and no other does`];
  const kind = everywhere ? system : byName.get(candidate)?.kind;
  return kind ? provides(kind, route, said, kinds) : [`${said}: ${candidate} is not a connected system`];
};

const provides = (kind: string, route: RouteSetting, said: string, kinds: LedgerSettings['kinds']): string[] => {
  const provided = kinds.get(kind);
  if (!provided) return [`${said}: there is no kind of system called ${kind}`];
  return provided.includes(route.capability) ? [] : [`${said}: ${kind} does not provide ${route.capability}`];
};

const routeKey = (route: { organisation: string; capability: string; role: string }): string =>
  `${route.organisation} ${route.capability} ${route.role}`;

const syncSystems = async (trx: Transaction<Tables>, systems: readonly SystemInstance[]): Promise<void> => {
  // Who retired a system did so through its gate: a start does not bring it back.
  const ended = await trx.selectFrom('registered_system').select('id').where('lifecycle', '=', 'retired').execute();
  const retired = new Set(ended.map(({ id }) => id));
  const wanted = systems.map((system) => ({
    name: system.name,
    kind: system.kind,
    system_name: system.systemName,
    organisation: system.organisation,
    organisation_name: system.organisationName,
    lifecycle: retired.has(system.name) ? ('retired' as const) : system.lifecycle,
  }));
  const present = await trx.selectFrom('system_instance').selectAll().execute();
  const same = new Map(present.map((row) => [row.name, JSON.stringify(ordered(row))]));
  const changed = wanted.filter((row) => same.get(row.name) !== JSON.stringify(ordered(row)));
  if (changed.length > 0)
    await trx
      .insertInto('system_instance')
      .values(changed)
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet((row) => ({
          kind: row.ref('excluded.kind'),
          system_name: row.ref('excluded.system_name'),
          organisation: row.ref('excluded.organisation'),
          organisation_name: row.ref('excluded.organisation_name'),
          lifecycle: row.ref('excluded.lifecycle'),
        })),
      )
      .execute();
  // A system that left the settings is kept and marked: routes and audit rows of the past still name it.
  const names = new Set<InstanceName>(systems.map((system) => system.name));
  const gone = present.filter((row) => !names.has(row.name as InstanceName) && row.lifecycle !== 'retired');
  if (gone.length > 0)
    await trx
      .updateTable('system_instance')
      .set({ lifecycle: 'retired' })
      .where(
        'name',
        'in',
        gone.map((row) => row.name),
      )
      .execute();
};

const ordered = (row: object): [string, unknown][] => Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));

type StoredRoute = Selectable<Tables['route']>;

const isOfSameSystems = (route: RouteSetting, row: StoredRoute): boolean =>
  route.control === row.control && (route.candidate ?? null) === row.candidate;

const isSame = (route: RouteSetting, row: StoredRoute): boolean =>
  isOfSameSystems(route, row) && route.needed === row.needed;

/** Since when control and candidate are who they are: nothing that was found before is said of them. */
const plannedAt = (route: RouteSetting, present: readonly StoredRoute[], clock: Clock): Instant | null => {
  const row = present.find((one) => routeKey(one) === routeKey(route) && isOfSameSystems(route, one));
  return row === undefined ? now(clock) : row.planned_at && instantOf(row.planned_at.getTime());
};

/** What an alert tells of a route that is none any more ends with it, and says so. */
const endAlertsOfNoRoute = (trx: Transaction<Tables>, clock: Clock) =>
  sql`update migration_alert set over_at = ${now(clock)}, over_by = ${SETTINGS.name},
      over_why = 'the route is in the ledger no more'
    where over_at is null and kind in ('rolled-back', 'roll-back-failed', 'not-watched')
      and not exists (select from route where concat_ws('/', organisation, capability, role) = about)`.execute(trx);

const syncRouteRows = async (
  trx: Transaction<Tables>,
  routes: readonly RouteSetting[],
  clock: Clock,
): Promise<readonly string[]> => {
  const present = await trx.selectFrom('route').selectAll().execute();
  const wanted = new Map(routes.map((route) => [routeKey(route), route]));
  const kept: Route[] = [];
  const gone: string[] = [];
  const approved = new Set(present.filter((row) => row.second_approver).map(routeKey));
  for (const row of present) {
    const route = wanted.get(routeKey(row));
    if (route === undefined && row.moved_by === null)
      gone.push(
        `${row.capability} of ${row.organisation} (${row.role}) has left the settings: ${row.control} is not asked for it any more`,
      );
    const stays = row.moved_by !== null || (route !== undefined && isSame(route, row));
    if (stays) kept.push(toRoute(row));
    if (stays) wanted.delete(routeKey(row));
    else
      await trx
        .deleteFrom('route')
        .where('organisation', '=', row.organisation)
        .where('capability', '=', row.capability)
        .where('role', '=', row.role)
        .execute();
  }
  const problems = joinProblems(kept, [...wanted.values()]);
  if (problems.length > 0) throw new ImpossibleRoutes(problems);
  if (wanted.size === 0) return gone;
  const rows = [...wanted.values()].map((route) => ({
    organisation: route.organisation,
    capability: route.capability,
    role: route.role,
    control: route.control,
    candidate: route.candidate ?? null,
    stage: 'off',
    needed: route.needed,
    // Who must agree to moves is a person's choice, whatever becomes of the route.
    second_approver: approved.has(routeKey(route)),
    planned_at: plannedAt(route, present, clock),
    moved_by: null,
    at: now(clock),
    why: 'as the settings say',
  }));
  await trx.insertInto('route').values(rows).execute();
  return gone;
};
