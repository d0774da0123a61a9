import { sql, type Kysely, type Transaction } from 'kysely';
import type { Tables } from '../store';
import { toRoute } from './ledger';
import { groupOf, routeId, type Route } from './routes';

/** A route with who moved it last: null while it is as the settings say. */
export interface RouteRow {
  readonly id: string;
  readonly route: Route;
  readonly movedBy: string | null;
  readonly movedAt: Date;
  readonly why: string;
  readonly secondApprover: boolean;
}

/** Whoever changes the ledger waits for whoever is changing it. */
export const lockLedger = async (trx: Transaction<Tables>): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('causeway.ledger'))`.execute(trx);
};

/** Every route, by organisation, capability and role. */
export const routeRows = async (db: Kysely<Tables>): Promise<readonly RouteRow[]> => {
  const rows = await db
    .selectFrom('route')
    .selectAll()
    .orderBy('organisation')
    .orderBy('capability')
    .orderBy('role')
    .execute();
  return rows.map((row) => {
    const route = toRoute(row);
    return {
      ...{ id: routeId(route), route, movedBy: row.moved_by, movedAt: row.at, why: row.why },
      secondApprover: row.second_approver,
    };
  });
};

/** The routes that move with this one, itself included; empty where there is none. */
export const groupRows = (all: readonly RouteRow[], id: string): readonly RouteRow[] => {
  const own = all.find((row) => row.id === id);
  if (!own) return [];
  const group = groupOf(
    all.map(({ route }) => route),
    own.route,
  );
  return all.filter(({ route }) => group.includes(route));
};
