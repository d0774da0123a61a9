import type { InstanceName } from '../../schema/identifiers';
import type { Obstacle } from '../../schema/migration/plan';
import type { RegisteredSystem } from '../../schema/migration/register';
import type { MigrationRoute } from '../../schema/migration/route-moves';
import { DAY, instantOf, londonDate, type DateRange } from '../../schema/time';
import { countedSince, readersOf } from '../usage';
import { obstaclesOf, type GateFacts } from './gate';
import { GATE_SETTINGS, routesSeenBy, type GateSettings, type PlanMeans } from './plan-means';
import { feedsOfSystems, readableAfter, stillSending } from './system-figures';

/** Register and routes at one moment. */
export interface Estate {
  readonly systems: ReadonlyMap<InstanceName, RegisteredSystem>;
  readonly routes: readonly MigrationRoute[];
}

export const estateNow = async (means: PlanMeans): Promise<Estate> => {
  const [systems, routes] = await Promise.all([means.systems(), means.routes()]);
  return { systems: new Map(systems.map((system) => [system.id, system])), routes };
};

export const gateSettings = ({ gate }: Pick<PlanMeans, 'gate'>): GateSettings => ({ ...GATE_SETTINGS, ...gate });

/** Until now, today included. */
export const daysBack = ({ clock }: Pick<PlanMeans, 'clock'>, days: number): DateRange => ({
  from: instantOf(clock.millis() - days * DAY),
  to: instantOf(clock.millis() + 1),
});

/** Whether reads were counted on all days of a window that ends now; else the first day of which they were. */
export const uncountedIn = async (
  { store }: Pick<PlanMeans, 'store'>,
  { from }: DateRange,
): Promise<GateFacts['uncounted']> => {
  const since = await countedSince(store);
  return since !== null && since <= londonDate(from) ? null : { since };
};

/** What stands in the way of each system; null where there is no such system. */
export const gatesNow = async (
  wanted: readonly InstanceName[],
  { systems, routes }: Estate,
  means: PlanMeans,
): Promise<readonly (readonly Obstacle[] | null)[]> => {
  const { readerDays, feedDays, signOffs } = gateSettings(means);
  const feeds = await feedsOfSystems(means, wanted);
  const window = daysBack(means, readerDays);
  const uncounted = await uncountedIn(means, window);
  return Promise.all(
    wanted.map(async (id) => {
      const system = systems.get(id);
      if (!system) return null;
      return obstaclesOf({
        system,
        routes: routesSeenBy(id, routes).filter(({ control, candidate }) => control === id || candidate === id),
        readers: await readersOf(means.store, { systems: [id] }, window),
        ...{ readerDays, uncounted },
        feeds: stillSending(feeds.get(id) ?? [], means, feedDays),
        readableAfter: readableAfter(system, routes, means),
        signOffs,
      });
    }),
  );
};
