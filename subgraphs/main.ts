import { openAdapters } from '../adapters/assembly/open-adapters';
import { runUntilStopped } from '../adapters/assembly/run-until-stopped';
import { openServiceTls } from '../adapters/assembly/renewed-tls';
import { openSignIn } from '../adapters/assembly/sign-in';
import { simulationFolder } from '../adapters/assembly/simulated-systems';
import { readEnvironment } from '../adapters/settings/environment';
import { estateFor } from '../adapters/settings/read-settings';
import { requireFit } from '../adapters/settings/production';
import { listenerProblems, serviceTlsFrom } from '../adapters/settings/service-tls';
import { openRedis } from '../adapters/store/redis';
import { systemClock } from '../schema/clock';
import { executable } from './execute';
import { openRateLimit } from './limits/rate';
import { SUBGRAPHS } from './registry';
import { errorLog } from './server/error-log';
import { buildSubgraphServer } from './server/server';
import type { Subgraph } from './subgraph';

/** Beside a gateway on its own default port. */
const DEFAULT_PORT = '4001';
/** A router asks a subgraph several times for one operation of its client: so many times the client's own limit. */
const ASKS_PER_OPERATION = 10;

/** One subgraph with a door of its own, over the same store and the same systems as the rest of the installation. */
const serve = async (subgraph: Subgraph, log: (line: string) => void, cannotGoOn: (why: Error) => void) => {
  const env = { ...process.env, PORT: process.env['PORT'] || DEFAULT_PORT };
  const environment = readEnvironment(env);
  const clock = systemClock;
  const estate = estateFor(environment);
  requireFit(environment, env, estate, listenerProblems(environment));
  const tls = serviceTlsFrom(environment);
  const errors = errorLog(environment.LOG_LEVEL);
  const adapters = await openAdapters({
    ...{ environment, env, estate, clock, log, cannotGoOn },
    as: 'serve',
    intake: false,
    workerThread: true,
    systems: 'ask',
    simulationFolder: simulationFolder(environment),
  });
  const perMinute = environment.RATE_LIMIT_PER_MINUTE * ASKS_PER_OPERATION;
  const redisUrl = environment.REDIS_URL;
  const rate =
    perMinute === 0
      ? null
      : openRateLimit({
          ...{ perMinute, of: subgraph.name },
          ...(redisUrl !== undefined && { redis: (lost: string) => openRedis(redisUrl, { lost }, log) }),
        });
  try {
    const { authenticate } = await openSignIn(environment, clock);
    const app = buildSubgraphServer({
      subgraph: executable(subgraph, errors),
      door: adapters.door,
      authenticate,
      clock,
      introspection: environment.CAUSEWAY_MODE === 'development',
      ...(rate && { admit: (who) => rate.admit(who) }),
      ...(tls && { tls: openServiceTls(tls, errors) }),
      crowded: () => adapters.crowded(),
      drainMs: environment.DRAIN_SECONDS * 1_000,
      ready: async () => adapters.ledger.systems().length > 0 && (await adapters.storeIsUp()),
    });
    const url = await app.listen({ host: environment.HOST, port: environment.PORT });
    log(`The ${subgraph.name} subgraph is ready at ${url}`);
    return {
      close: async () => {
        await app.close();
        await rate?.close();
        await adapters.close();
      },
    };
  } catch (error) {
    await rate?.close();
    await adapters.close();
    throw error;
  }
};

const name = process.argv[2] || process.env['SUBGRAPH'];
const subgraph = SUBGRAPHS.find((known) => known.name === name);
if (subgraph) {
  void runUntilStopped(`The ${subgraph.name} subgraph`, process.env['DATABASE_URL'], (log, cannotGoOn) =>
    serve(subgraph, log, cannotGoOn),
  );
} else {
  const known = SUBGRAPHS.map((each) => each.name).join(', ');
  process.stderr.write(
    `${name ? `There is no subgraph "${name.slice(0, 40)}". ` : ''}Which subgraph? npm run start:subgraph -- <name>, or SUBGRAPH=<name>; there are ${known}.\n`,
  );
  process.exitCode = 2;
}
