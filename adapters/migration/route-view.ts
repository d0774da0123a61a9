import type { Kysely } from 'kysely';
import { CAPABILITIES } from '../../schema/capabilities';
import type { MigrationRoute, RouteNote } from '../../schema/migration/route-moves';
import { instantOf, type Instant } from '../../schema/time';
import {
  budgets,
  EVERY_ROUTE,
  freezeOfGroup,
  freezesGroup,
  groupRows,
  routeRows,
  SETTINGS,
  toldFreezes,
  USUAL_BUDGET,
  waitingLoosenings,
  waitingMoves,
} from '../ledger';
import type { Tables } from '../store';

const notesOf = async (db: Kysely<Tables>): Promise<ReadonlyMap<string, readonly RouteNote[]>> => {
  const notes = new Map<string, RouteNote[]>();
  for (const row of await db.selectFrom('route_note').selectAll().orderBy('id').execute()) {
    const note = { at: instantOf(row.at.getTime()), by: row.user_name, words: row.words };
    notes.set(row.route, [...(notes.get(row.route) ?? []), note]);
  }
  return notes;
};

/** Every route as planners see it, by organisation, capability and role. Authorises nothing: whoever calls does. */
export const migrationRoutes = async (db: Kysely<Tables>, at: Instant): Promise<readonly MigrationRoute[]> => {
  const rows = await routeRows(db);
  const [freezes, waiting, loosenings, budgetOf, notes] = [
    await toldFreezes(db, at),
    await waitingMoves(db),
    await waitingLoosenings(db),
    await budgets(db),
    await notesOf(db),
  ];
  // Of several that stand, the one that ends last.
  const standing = freezes.filter(({ from }) => from <= at).sort((a, b) => b.to.localeCompare(a.to));
  return rows.map((row) => {
    const { id, route, movedBy, why, secondApprover } = row;
    const group = groupRows(rows, id).map((one) => one.id);
    // A group's own before what is about every route.
    const waitingFor = (routes: readonly string[]) =>
      routes.flatMap((one) => loosenings.find(({ route: of }) => of === one) ?? [])[0];
    return {
      ...{ id, organisation: route.organisation, capability: route.capability, role: route.role },
      ...{ control: route.control, candidate: route.candidate ?? null, stage: route.stage },
      predecessors: route.predecessors ?? [],
      ...{ percent: route.percent ?? null, sites: route.sites ?? [], group, why, secondApprover },
      rampUnit: CAPABILITIES[route.capability].rampUnit,
      movedBy: movedBy ?? SETTINGS.name,
      movedAt: instantOf(row.movedAt.getTime()),
      waiting: waiting.find(({ move }) => group.includes(move.route))?.waiting ?? null,
      loosening: waitingFor([...group, EVERY_ROUTE])?.waiting ?? null,
      freeze: freezeOfGroup(standing, group),
      freezes: freezes.filter((freeze) => freezesGroup(freeze, group)),
      budget: budgetOf.get(id) ?? USUAL_BUDGET,
      notes: notes.get(id) ?? [],
    };
  });
};
