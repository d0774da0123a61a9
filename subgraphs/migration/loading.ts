import DataLoader from 'dataloader';
import type { InstanceName } from '../../schema/identifiers';
import type { RegisteredSystem } from '../../schema/migration/register';
import type { MigrationRoute } from '../../schema/migration/route-moves';
import type { SubgraphContext } from '../subgraph';

const ROUTES = Symbol('routes by id');
const SYSTEMS = Symbol('registered systems by id');
const ALL_ROUTES = Symbol('all routes');

/** One ask of the ledger for all routes of a request, however many fields want one. */
export const routeById = (context: SubgraphContext, id: string): Promise<MigrationRoute | null> =>
  context
    .once(
      ROUTES,
      () => new DataLoader((ids: readonly string[]) => context.door.migration.routes.byIds(ids, context.ask)),
    )
    .load(id);

export const systemById = (context: SubgraphContext, id: InstanceName): Promise<RegisteredSystem | null> =>
  context
    .once(
      SYSTEMS,
      () => new DataLoader((ids: readonly InstanceName[]) => context.door.migration.register.byIds(ids, context.ask)),
    )
    .load(id);

export const everyRoute = (context: SubgraphContext): Promise<readonly MigrationRoute[]> =>
  context.once(ALL_ROUTES, () => context.door.migration.routes.routes({}, context.ask));
