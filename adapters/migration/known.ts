import { sql } from 'kysely';
import { GraphRefusal } from '../../schema/errors';
import type { Store } from '../store';

/**
 * A name that nobody knows must not read as "none": an empty list of its readers, or of its differences, is what a
 * planner switches a system off by.
 */
const orRefuse = async ({ db }: Pick<Store, 'db'>, query: ReturnType<typeof sql<{ known: boolean }>>, what: string) => {
  const { rows } = await query.execute(db);
  if (rows[0]?.known !== true) throw new GraphRefusal('BAD_USER_INPUT', `${what} is not known`);
};

/** Throws BAD_USER_INPUT for a route that the ledger has not. */
export const knownRoute = (store: Pick<Store, 'db'>, route: string): Promise<void> =>
  orRefuse(
    store,
    sql`select exists (select from route where concat_ws('/', organisation, capability, role) = ${route}) as known`,
    'route',
  );

/** Throws BAD_USER_INPUT for a system that is neither registered nor was ever read from: practices are not all registered. */
export const knownSystem = (store: Pick<Store, 'db'>, system: string): Promise<void> =>
  orRefuse(
    store,
    sql`select exists (select from registered_system where id = ${system})
      or exists (select from field_use where system = ${system}) as known`,
    'system',
  );
