import type { Clock } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import type { Environment } from '../settings/environment';
import { SettingsError, type Estate } from '../settings/estate';
import { portOfFeed } from '../settings/feed-ports';
import { startRelay } from './relay';
import { runSimulatedSystems, servedAddresses } from './simulated-systems';

export interface ServedSimulators {
  readonly ports: ReadonlyMap<InstanceName, number>;
  readonly controlPort: number;
  close(): Promise<void>;
}

export interface ServeSettings {
  readonly environment: Environment;
  readonly estate: Estate;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly folder: string;
}

/** Runs the simulators alone, on HOST and the fixed ports at which others look for them; their feeds send to INTAKE_HOST. */
export const serveSimulators = async ({
  environment,
  estate,
  clock,
  log,
  folder,
}: ServeSettings): Promise<ServedSimulators> => {
  if (environment.SIMULATORS === 'off')
    throw new SettingsError(['environment.SIMULATORS: is off, and this process is nothing else']);
  const systems = await runSimulatedSystems({
    ...{ environment, estate, clock, log, folder },
    controlHost: environment.HOST,
    feedAddress: (name) => {
      const feed = estate.feeds.find((each) => each.name === name);
      return feed ? { host: environment.INTAKE_HOST, port: portOfFeed(feed, estate, environment) } : null;
    },
  });
  const { running } = systems;
  if (!running)
    throw new SettingsError([`environment.CAUSEWAY_DATA: another process runs the simulators of ${folder}`]);
  const opened: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((each) => each()));
    await systems.close();
  };
  try {
    const ports = new Map<InstanceName, number>();
    for (const [name, address] of servedAddresses(estate, environment, environment.HOST)) {
      const target = systems.addresses.get(name);
      if (!target) continue;
      const relay = await startRelay(address, target);
      opened.push(relay.close);
      ports.set(name, relay.port);
    }
    return { ports, controlPort: running.controlPort, close };
  } catch (error) {
    await close();
    throw error;
  }
};
