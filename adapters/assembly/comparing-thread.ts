import { performance } from 'node:perf_hooks';
import { systemClock } from '../../schema/clock';
import { seldomLine } from '../../schema/told-seldom';
import { rolePolicy } from '../access';
import { createAudit, seenKey } from '../audit';
import { createIdentityIndex } from '../identity';
import { createLedger } from '../ledger';
import { createRecorder, type GuardSettings } from '../routing';
import type { Environment } from '../settings/environment';
import type { Estate } from '../settings/estate';
import { installationKey } from '../settings/installation-key';
import { serveComparing } from '../shadow';
import { openStore } from '../store';
import { openConnections, type ConnectionMeans } from './connections';
import { openOwnComparer } from './own-comparer';

/** What the thread is given by the process that it belongs to. */
export interface ComparingThreadSettings {
  /** Of the store as the process has it: an embedded server is its, and has a port by now. */
  readonly databaseUrl: string;
  readonly environment: Environment;
  readonly env: ConnectionMeans['env'];
  readonly estate: Estate;
  readonly simulated: ConnectionMeans['simulated'];
  readonly guard?: Partial<GuardSettings>;
}

/** What compares for an installation, in a thread of its own: with connections of its own, too. */
serveComparing<ComparingThreadSettings>(async (settings, { log, count }) => {
  const { databaseUrl, environment, env, estate, simulated, guard } = settings;
  const clock = systemClock;
  const seldom = seldomLine(clock, log);
  const store = await openStore({ kind: 'served', databaseUrl, log }, 'as-they-are');
  const ledger = await createLedger({
    store,
    onError: () => seldom('the ledger could not be read again by the thread that compares; it goes by what it knew'),
  });
  const connections = openConnections({
    ...{ estate, env, store, clock, log, simulated },
    isRetired: (instance) => ledger.system(instance)?.lifecycle === 'retired',
  });
  const comparer = openOwnComparer(
    {
      ...{ store, clock, log, environment, estate, connections, identity: createIdentityIndex({ store, clock }) },
      recorder: createRecorder(createAudit(store, seenKey(installationKey(environment))), rolePolicy, {}),
      activeMs: () => performance.eventLoopUtilization().active,
      ...(guard && { guard }),
    },
    count,
  );
  return {
    comparer,
    close: async () => {
      await Promise.all([...connections.values()].map(({ connection }) => connection.close()));
      await ledger.close();
      await store.close();
    },
  };
});
