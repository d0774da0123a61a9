import { now, type Clock } from '../../schema/clock';
import type { Plan } from '../../schema/migration/plan';
import type { Store } from '../store';
import { asksOf } from '../usage';
import type { EffectOf } from './move-preview';
import { daysBack } from './plan-facts';
import { answeringOn } from './plan-means';
import { migrationRoutes } from './route-view';

export interface MoveEffectMeans {
  readonly store: Store;
  readonly clock: Clock;
  /** Resolves once what this process counted can be read. */
  readonly whatIf: Plan['whatIf'];
}

/** Asks on the routes that move together, whichever of their systems answered. */
const readsOfLastDay = async ({ store, clock }: MoveEffectMeans, route: string): Promise<number> => {
  const routes = await migrationRoutes(store.db, now(clock));
  const group = routes.find(({ id }) => id === route)?.group ?? [];
  const asks = routes
    .filter(({ id }) => group.includes(id))
    .flatMap((one) => answeringOn(one).map((system) => asksOf(store, system, one.capability, daysBack({ clock }, 1))));
  return (await Promise.all(asks)).reduce((sum, { reads }) => sum + reads, 0);
};

/** What a move changes for readers. Who reads nothing that is lost is asked of another system all the same. */
export const createMoveEffect =
  (means: MoveEffectMeans): EffectOf =>
  async (move, ask) => {
    const { readers, lostFields, unknown } = await means.whatIf(move, ask);
    const clients = [...new Set(readers.map(({ client }) => client))];
    return { readsPerDay: await readsOfLastDay(means, move.route), clients, lostFields, unknown };
  };
