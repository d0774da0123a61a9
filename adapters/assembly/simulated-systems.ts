import { join } from 'node:path';
import type { Clock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import type { Environment } from '../settings/environment';
import { SettingsError, type Estate } from '../settings/estate';
import type { Address } from './connections';
import { startSimulatedEstate, type SimulatedEstate } from './simulated-estate';
import { claimSimulators, findSimulators, type Addresses } from './simulators-file';

/**
 * What a process has to do with the systems. `run`: it asks them, and runs the simulated ones unless another process
 * does. `ask`: it asks them where they are. `leave`: it has nothing to do with them.
 */
export type SystemsRole = 'run' | 'ask' | 'leave';

export interface SimulatedMeans {
  readonly estate: Estate;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Where feeds send; null: that feed has no listener. */
  readonly feedAddress: (feed: string) => Address | null;
  /** Where the simulated hospital is kept; absent: nowhere, and no other process finds it. */
  readonly folder?: string;
  /** Where faults are set; loopback when absent. */
  readonly controlHost?: string;
}

export interface SimulatedSystems {
  /** Null when another process runs them. */
  readonly running: SimulatedEstate | null;
  readonly addresses: Addresses;
  close(): Promise<void>;
}

/** The folder of the simulated hospital in an installation's data. */
export const simulationFolder = (environment: Environment): string => join(environment.CAUSEWAY_DATA, 'simulators');

const elsewhere = (addresses: Addresses): SimulatedSystems => ({
  running: null,
  addresses,
  close: () => Promise.resolve(),
});

/** The ports at which `npm run start:intake -- simulators` serves: from SIMULATORS_PORT up, in the order of the settings file. */
export const servedAddresses = (estate: Estate, environment: Environment, host: string): Addresses =>
  new Map(estate.instances.map(({ name }, index) => [name, { host, port: environment.SIMULATORS_PORT + index }]));

const start = async (means: SimulatedMeans): Promise<SimulatedEstate> => {
  const { estate, environment, folder, controlHost, feedAddress, clock, log } = means;
  const settings = {
    seed: environment.SEED,
    anchor: environment.ANCHOR as Instant | undefined,
    traffic: environment.TRAFFIC,
    host: '127.0.0.1',
    controlPort: environment.SIMULATOR_CONTROL_PORT,
    ...(environment.HEARTBEAT_SECONDS > 0 && { heartbeatMs: environment.HEARTBEAT_SECONDS * 1_000 }),
    ...(folder !== undefined && { folder }),
    ...(controlHost !== undefined && { controlHost }),
  };
  return startSimulatedEstate(estate, settings, feedAddress, clock, log);
};

/** Runs the simulated systems, and publishes where they are for the other processes of the installation. */
export const runSimulatedSystems = async (means: SimulatedMeans): Promise<SimulatedSystems> => {
  const claim = means.folder === undefined ? null : await claimSimulators(means.folder);
  if (claim && 'addresses' in claim) {
    means.log(`the simulated systems are those of process ${claim.pid}; faults are set on port ${claim.controlPort}`);
    return elsewhere(claim.addresses);
  }
  try {
    const running = await start(means);
    await claim?.publish(running.controlPort, running.addresses);
    return {
      running,
      addresses: running.addresses,
      close: async () => {
        await claim?.release();
        await running.close();
      },
    };
  } catch (error) {
    await claim?.release();
    throw error;
  }
};

/** The simulated systems as a process of this role sees them; null with real systems, or where it has no business with any. */
export const openSimulatedSystems = async (
  role: SystemsRole,
  means: SimulatedMeans,
): Promise<SimulatedSystems | null> => {
  const { environment, estate, folder } = means;
  if (environment.SIMULATORS === 'off' || role === 'leave') return null;
  if (environment.SIMULATORS_HOST !== undefined)
    return elsewhere(servedAddresses(estate, environment, environment.SIMULATORS_HOST));
  if (role === 'run') return runSimulatedSystems(means);
  const found = folder === undefined ? null : await findSimulators(folder);
  if (found) return elsewhere(found.addresses);
  throw new SettingsError([
    `environment.SIMULATORS: is on, but no process runs the simulated systems kept in ${folder ?? 'memory'}. ` +
      'Start the gateway first (npm start), or name the host that runs them in SIMULATORS_HOST, ' +
      'or set SIMULATORS=off and give the addresses of real systems',
  ]);
};
