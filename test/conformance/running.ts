import { openConnections, type Address, type OpenConnection } from '../../adapters/assembly/connections';
import { feedsOf } from '../../adapters/assembly/feeds';
import { startSimulatedEstate } from '../../adapters/assembly/simulated-estate';
import { createIdentityIndex, type IdentityIndex } from '../../adapters/identity';
import { startFeeds, startWorker, type Feed } from '../../adapters/inbox';
import { createProjector, type Projector } from '../../adapters/projections';
import type { RegisteredKind } from '../../adapters/registry';
import { readEnvironment } from '../../adapters/settings/environment';
import type { Hospital } from '../../adapters/simulation/hospital';
import type { RunningSimulator } from '../../adapters/simulation/simulator';
import type { Store } from '../../adapters/store';
import { fixedClock, type Clock } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase } from '../database';
import { estateOf } from './kinds';
import { listenToWords, type Words } from './words';

const ANCHOR = '2026-11-20T10:00:00.000Z' as Instant;

/** One kind, connected as the process connects it: its simulators on sockets, its feeds heard to the end. */
export interface Running {
  readonly hospital: Hospital;
  readonly store: Store;
  readonly identity: IdentityIndex;
  readonly projector: Projector;
  readonly feeds: readonly Feed[];
  readonly simulators: ReadonlyMap<InstanceName, RunningSimulator>;
  readonly clock: Clock;
  readonly words: Words;
  /** Another connection of each instance; at another time, or to other addresses, where given. The run closes it. */
  connect(differences?: {
    readonly clock?: Clock;
    readonly address?: Address;
  }): ReadonlyMap<InstanceName, OpenConnection>;
  close(): Promise<void>;
}

/** `hears`: with its feeds, told and folded to the end; without, it can only be asked. */
export const startRunning = async (
  registered: RegisteredKind,
  { hears }: { readonly hears: boolean },
): Promise<Running> => {
  const clock = fixedClock(ANCHOR);
  const estate = estateOf(registered);
  const words = listenToWords();
  const { log } = words;
  const { store, drop } = await freshDatabase();
  const identity = createIdentityIndex({ store, clock });
  const projector = createProjector({ people: identity });
  // The ports of the settings are taken; tests take any.
  const environment = readEnvironment(Object.fromEntries(estate.feeds.map(({ port }) => [port, '0'])));
  const feeds = hears ? feedsOf(estate, environment, () => undefined) : [];
  const worker = await startWorker({
    store,
    feeds,
    translateFor: () => {
      if (registered.kind.translate === undefined) throw new Error(`${registered.kind.kind} translates no messages`);
      return registered.kind.translate;
    },
    apply: (trx, heard) => projector.apply(trx, heard),
    applyAll: (trx, heard) => projector.applyAll(trx, heard),
    clock,
    log,
  });
  const listening = await startFeeds({ store, feeds, clock, log });
  const simulated = await startSimulatedEstate(
    estate,
    { seed: 1, anchor: ANCHOR, traffic: 'off', host: '127.0.0.1', controlPort: 0 },
    (feed) => {
      const port = listening.ports.get(feed);
      return port === undefined ? null : { host: '127.0.0.1', port };
    },
    clock,
    log,
  );
  await simulated.settled();
  await worker.drain();
  const opened: OpenConnection[] = [];
  return {
    hospital: simulated.hospital.current,
    store,
    identity,
    projector,
    feeds,
    simulators: simulated.simulators,
    clock,
    words,
    connect: (differences = {}) => {
      const { address } = differences;
      const addresses =
        address === undefined
          ? simulated.addresses
          : new Map([...simulated.addresses.keys()].map((name) => [name, address]));
      const connections = openConnections({
        estate,
        env: {},
        store,
        clock: differences.clock ?? clock,
        simulated: addresses,
        log: () => undefined,
      });
      opened.push(...connections.values());
      return connections;
    },
    close: async () => {
      await Promise.all(opened.map(({ connection }) => connection.close()));
      await simulated.close();
      await listening.close();
      await worker.close();
      await drop();
    },
  };
};
