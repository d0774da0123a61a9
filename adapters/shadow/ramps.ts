import type { InstanceName } from '../../schema/identifiers';
import { instantOf, type Instant } from '../../schema/time';
import { routeId, type Route } from '../ledger';
import type { Store } from '../store';
import type { ComparedRoute } from './route';

/** A route at `ramp`, as the ledger has it now. */
export interface Ramp {
  readonly route: ComparedRoute;
  readonly movedAt: Instant;
  /** Wards (`RWE|W12`) that the candidate answers for, where it ramps by site. */
  readonly sites: readonly string[];
}

const toRoute = (row: {
  readonly organisation: string;
  readonly capability: string;
  readonly role: string;
  readonly control: string;
  readonly candidate: string | null;
  readonly stage: string;
}): ComparedRoute | null =>
  row.candidate === null
    ? null
    : {
        id: routeId(row as Pick<Route, 'organisation' | 'capability' | 'role'>),
        control: row.control as InstanceName,
        candidate: row.candidate as InstanceName,
        stage: row.stage as Route['stage'],
      };

/** Every ramp that stands, read from the store: whoever decides must not decide by an old telling. */
export const rampsNow = async ({ db }: Store): Promise<readonly Ramp[]> => {
  const rows = await db.selectFrom('route').selectAll().where('stage', '=', 'ramp').execute();
  return rows.flatMap((row) => {
    const route = toRoute(row);
    return route ? [{ route, movedAt: instantOf(row.at.getTime()), sites: row.sites }] : [];
  });
};

/** A route by its id; null where there is none, or it has no candidate. */
export const routeNow = async ({ db }: Store, id: string): Promise<ComparedRoute | null> => {
  const [organisation = '', capability = '', role = ''] = id.split('/');
  const row = await db
    .selectFrom('route')
    .selectAll()
    .where('organisation', '=', organisation)
    .where('capability', '=', capability)
    .where('role', '=', role)
    .executeTakeFirst();
  return row ? toRoute(row) : null;
};

/** Where a ramp came from: what it goes back to. The new system goes on being compared unless it never was. */
export const stageBefore = async ({ db }: Store, route: string): Promise<'off' | 'shadow'> => {
  const row = await db
    .selectFrom('ledger_change')
    .select('before')
    .where('about', '=', route)
    .where('before', 'in', ['off', 'shadow'])
    .where('after', 'like', 'ramp%')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row?.before === 'off' ? 'off' : 'shadow';
};
