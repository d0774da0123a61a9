import type { Capability } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import { instanceParts, type InstanceName, type OdsCode } from '../../schema/identifiers';
import type { Agreement } from '../../schema/migration/evidence';
import type { RegisteredSystem } from '../../schema/migration/register';
import type { MigrationRoute } from '../../schema/migration/route-moves';
import type { DateRange } from '../../schema/time';
import type { AdapterKind } from '../contract';
import { REGISTERED_PRACTICE } from '../ledger';
import type { Recorder } from '../routing';
import type { Store } from '../store';

/** A feed as agreed in the settings. */
export interface PlannedFeed {
  readonly name: string;
  readonly instance: InstanceName;
  readonly silenceMs: number;
}

/** How strict the gate is. */
export interface GateSettings {
  /** Days looked back on for readers: more than a month, so that a monthly job counts. */
  readonly readerDays: number;
  /** Days without a message after which a feed counts as silent. */
  readonly feedDays: number;
  /** Different people who must have signed. */
  readonly signOffs: number;
}

export const GATE_SETTINGS: GateSettings = { readerDays: 40, feedDays: 7, signOffs: 2 };

/** What the plan is made from. Register, routes and evidence are read as they stand: the plan's own row has them on record. */
export interface PlanMeans {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly recorder: Recorder;
  readonly feeds: readonly PlannedFeed[];
  readonly kindOf: (instance: InstanceName) => Pick<AdapterKind, 'provides' | 'coverage'> | undefined;
  systems(): Promise<readonly RegisteredSystem[]>;
  routes(): Promise<readonly MigrationRoute[]>;
  agreement(route: string, window: DateRange): Promise<Agreement>;
  /** Resolves once what this process counted can be read: an answer leaves out no request of its own last second. */
  counted?(): Promise<void>;
  readonly gate?: Partial<GateSettings>;
}

/** Who answers on a route as it stands: in a ramp, both. */
export const answeringOn = ({ stage, control, candidate }: MigrationRoute): readonly InstanceName[] => {
  switch (stage) {
    case 'off':
    case 'shadow':
      return [control];
    case 'ramp':
      return candidate === null ? [control] : [control, candidate];
    case 'live':
    case 'retired':
      return [candidate ?? control];
  }
};

/** Routes as one system sees them: of those of the registered practice, each practice's own system answers its own part. */
export const routesSeenBy = (system: InstanceName, routes: readonly MigrationRoute[]): readonly MigrationRoute[] => {
  const { system: kind, organisation } = instanceParts(system);
  const everywhere = `${kind}@${REGISTERED_PRACTICE}`;
  const seen = (instance: InstanceName): InstanceName => (instance === everywhere ? system : instance);
  return routes.map((route) =>
    [route.control, route.candidate, ...route.predecessors].some((one) => one === everywhere)
      ? {
          ...{ ...route, organisation: organisation as OdsCode, control: seen(route.control) },
          candidate: route.candidate && seen(route.candidate),
          predecessors: route.predecessors.map(seen),
        }
      : route,
  );
};

/** Capabilities that a system is routed for, or was. */
export const routedCapabilities = (system: InstanceName, routes: readonly MigrationRoute[]): readonly Capability[] => [
  ...new Set(
    routesSeenBy(system, routes)
      .filter(({ control, candidate, predecessors }) => [control, candidate, ...predecessors].includes(system))
      .map(({ capability }) => capability),
  ),
];
