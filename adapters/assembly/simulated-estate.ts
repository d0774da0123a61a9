import { join } from 'node:path';
import type { Clock } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import { instanceParts } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import type { Estate } from '../settings/estate';
import type { LivingHospital } from '../simulation/hospital';
import { openLivingHospital, type Traffic } from '../simulation/living';
import { startHeartbeat } from '../simulation/heartbeat';
import { startFaultControl } from '../simulation/faults';
import type { RunningSimulator } from '../simulation/simulator';
import type { Address } from './connections';
import { kindOf } from './kinds';

export interface SimulationSettings {
  readonly seed: number;
  readonly anchor?: Instant | undefined;
  readonly traffic: Traffic;
  /** Absent: nothing is kept. */
  readonly folder?: string;
  readonly host: string;
  readonly controlPort: number;
  /** Where faults are set; `host` when absent. */
  readonly controlHost?: string;
  /** How often a quiet feed says that it is there; absent: never. */
  readonly heartbeatMs?: number;
  /** Where simulators listen: any free port unless an instance is named here. */
  readonly ports?: ReadonlyMap<InstanceName, number>;
}

export interface SimulatedEstate {
  readonly hospital: LivingHospital;
  readonly addresses: ReadonlyMap<InstanceName, Address>;
  readonly simulators: ReadonlyMap<InstanceName, RunningSimulator>;
  readonly controlPort: number;
  /** Resolves when every event so far was sent and acknowledged on every feed. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Remembers which systems are down: their feeds' heartbeats must fall silent with them. */
const noticing = (name: InstanceName, running: RunningSimulator, down: Set<InstanceName>): RunningSimulator => ({
  ...running,
  setFault: (fault) => {
    if (fault?.kind === 'down') down.add(name);
    else down.delete(name);
    return running.setFault(fault);
  },
  settled: () => running.settled(),
  close: () => running.close(),
});

/** Starts the synthetic hospital and a simulator for every instance of the settings, each on its own socket. */
export const startSimulatedEstate = async (
  estate: Estate,
  settings: SimulationSettings,
  feedAddress: (feed: string) => Address | null,
  clock: Clock,
  log: (line: string) => void,
): Promise<SimulatedEstate> => {
  const { seed, anchor, traffic, folder, host } = settings;
  const hospital = await openLivingHospital({ seed, anchor, traffic, folder, clock, log });
  const started = await Promise.all(
    estate.instances.map(async ({ name }) => {
      const simulator = kindOf(name)?.simulator;
      if (!simulator) return [];
      const feeds = estate.feeds
        .filter((feed) => feed.instance === name)
        .flatMap((feed) => feedAddress(feed.name) ?? []);
      const running = await simulator.start({
        instance: name,
        hospital,
        port: settings.ports?.get(name) ?? 0,
        feeds,
        planted: true,
        ...(folder !== undefined && { stateFolder: join(folder, name) }),
        log,
      });
      return [[name, running] as const];
    }),
  );
  const down = new Set<InstanceName>();
  const simulators = new Map(started.flat().map(([name, running]) => [name, noticing(name, running, down)] as const));
  const byKind = new Map<string, RunningSimulator[]>();
  for (const [name, running] of simulators) {
    const { system } = instanceParts(name);
    byKind.set(system, [...(byKind.get(system) ?? []), running]);
  }
  const control = await startFaultControl({
    port: settings.controlPort,
    host: settings.controlHost ?? host,
    simulators: byKind,
  });
  const { heartbeatMs } = settings;
  const beats =
    heartbeatMs === undefined
      ? []
      : estate.feeds.flatMap(({ name, instance }) => {
          const feed = feedAddress(name);
          if (!feed) return [];
          const { system, organisation } = instanceParts(instance);
          const silent = (): boolean => down.has(instance);
          return [
            startHeartbeat({
              application: system.toUpperCase(),
              facility: organisation,
              feed,
              everyMs: heartbeatMs,
              clock,
              silent,
              log,
            }),
          ];
        });
  return {
    hospital,
    simulators,
    addresses: new Map(
      [...simulators].flatMap(([name, { port }]) => (port === null ? [] : [[name, { host, port }] as const])),
    ),
    controlPort: control.port,
    settled: async () => {
      await Promise.all([...simulators.values()].map((each) => each.settled()));
    },
    close: async () => {
      await control.close();
      await Promise.all(beats.map((stop) => stop()));
      await hospital.close();
      await Promise.all([...simulators.values()].map((each) => each.close()));
    },
  };
};
