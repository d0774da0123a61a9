import { sql } from 'kysely';
import { ALL_CAPABILITIES } from '../../schema/capabilities';
import { GraphRefusal, refuseInput } from '../../schema/errors';
import { isGraphField } from '../../schema/graph-field';
import type { FieldUseFilter } from '../../schema/migration/plan';
import { EVERY_ROUTE } from '../ledger';
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
const knownSystem = (store: Pick<Store, 'db'>, system: string): Promise<void> =>
  orRefuse(
    store,
    sql`select exists (select from registered_system where id = ${system})
      or exists (select from field_use where system = ${system}) as known`,
    'system',
  );

/** Throws BAD_USER_INPUT for an organisation with no system and no route, of which nobody was ever asked: see {@link knownSystem}. */
export const knownOrganisation = (store: Pick<Store, 'db'>, organisation: string): Promise<void> =>
  orRefuse(
    store,
    sql`select exists (select from registered_system where organisation = ${organisation})
      or exists (select from route where organisation = ${organisation})
      or exists (select from system_read where split_part(system, '@', 2) = ${organisation}) as known`,
    'organisation',
  );

/** Throws BAD_USER_INPUT for what is no capability. */
export const knownCapability = (capability: string): void => {
  if (!ALL_CAPABILITIES.some((known) => known === capability)) refuseInput('capability is not known');
};

/** Throws BAD_USER_INPUT for a rehearsal that there never was. */
export const knownRehearsal = (store: Pick<Store, 'db'>, number: number | null): Promise<void> =>
  orRefuse(store, sql`select exists (select from rehearsal where id = ${number ?? -1}) as known`, 'rehearsal');

/** Throws BAD_USER_INPUT for neither a system nor a route, nor what the history ever told of. */
export const knownSubject = (store: Pick<Store, 'db'>, about: string): Promise<void> =>
  orRefuse(
    store,
    sql`select ${about} = ${EVERY_ROUTE} or exists (select from ledger_change where about = ${about})
      or exists (select from registered_system where id = ${about})
      or exists (select from route where concat_ws('/', organisation, capability, role) = ${about}) as known`,
    'about',
  );

/** Throws BAD_USER_INPUT for a system, capability or field that is none, and for a client or an operation that never read anything. */
export const knownUse = async (store: Pick<Store, 'db'>, filter: FieldUseFilter): Promise<void> => {
  const { system, capability, client, operation, field } = filter;
  if (system !== undefined) await knownSystem(store, system);
  if (capability !== undefined) knownCapability(capability);
  if (field !== undefined && !isGraphField(field)) refuseInput('field is not known');
  for (const [what, name] of Object.entries({ client, operation }))
    if (name !== undefined)
      await orRefuse(store, sql`select exists (select from field_use where ${sql.ref(what)} = ${name}) as known`, what);
};
