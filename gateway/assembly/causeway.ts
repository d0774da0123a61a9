import type { FastifyInstance } from 'fastify';
import type { AdapterSettings } from '../../adapters/assembly/adapter-settings';
import { openAdapters, type Adapters } from '../../adapters/assembly/open-adapters';
import { openSignIn } from '../../adapters/assembly/sign-in';
import { simulationFolder } from '../../adapters/assembly/simulated-systems';
import { measureFeeds } from '../../adapters/inbox/feed-measures';
import { createOperations } from '../../adapters/operations';
import { certificatesLeft } from '../../adapters/assembly/certificate-watch';
import { certificateFiles } from '../../adapters/settings/certificates';
import { estateFor } from '../../adapters/settings/read-settings';
import type { Environment } from '../../adapters/settings/environment';
import { requireFit } from '../../adapters/settings/production';
import { serviceTlsFrom } from '../../adapters/settings/service-tls';
import { openRedis } from '../../adapters/store/redis';
import type { Clock } from '../../schema/clock';
import { supergraphSdl } from '../../schema/sdl';
import { executable } from '../../subgraphs/execute';
import { SUBGRAPHS } from '../../subgraphs/registry';
import { errorLog } from '../../subgraphs/server/error-log';
import { openServiceTls } from '../../adapters/assembly/renewed-tls';
import { startApolloEngine } from '../federation/apollo-engine';
import type { Engine } from '../federation/engine';
import { inProcess } from '../federation/in-process';
import { remote } from '../federation/remote';
import { observeFeeds } from '../feed-metrics';
import { buildGateway } from '../http';
import { imagingRoute } from '../imaging';
import { openRateLimit } from '../../subgraphs/limits/rate';
import { openTurns } from '../limits/open-turns';
import { textOf } from '../limits/registered';
import { createMetrics } from '../metrics';
import { observeCertificates } from '../certificate-metrics';
import { observeSettings } from '../settings-metrics';
import { observeShadow } from '../shadow-metrics';
import { observeTurns } from '../turn-metrics';
import { firstQuery } from './first-query';
import { greeting } from './greeting';
import { remoteUrls } from './remote-urls';
import { wrappings } from './wrappings';

export interface CausewaySettings {
  readonly environment: Environment;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly guard?: NonNullable<AdapterSettings['guard']>;
  /** Milliseconds in which a whole request must have arrived; the gateway's own where not said. */
  readonly receiveMs?: number;
  /** As {@link AdapterSettings} has it. */
  readonly workerThread?: boolean;
  /** Begins all that is asked at once, to measure what turns are good for. */
  readonly allAtOnce?: boolean;
  /** As {@link AdapterSettings} has it. */
  readonly elapsedMs?: () => number;
  /** As {@link AdapterSettings} has it. */
  readonly cannotGoOn?: NonNullable<AdapterSettings['cannotGoOn']>;
}

export interface Causeway {
  readonly url: string;
  readonly adapters: Adapters;
  readonly engine: Engine;
  readonly app: FastifyInstance;
  /** A development token for a role; not in production. */
  readonly tokenFor: Awaited<ReturnType<typeof openSignIn>>['issue'] | null;
  greeting(): Promise<string>;
  close(): Promise<void>;
}

/** Brings up everything, in the order in which each needs the other, and says how far it is. */
export const startCauseway = async ({
  environment,
  env,
  clock,
  log,
  guard,
  receiveMs,
  workerThread,
  allAtOnce = false,
  elapsedMs,
  cannotGoOn,
}: CausewaySettings): Promise<Causeway> => {
  const estate = estateFor(environment);
  requireFit(environment, env, estate);
  const errors = errorLog(environment.LOG_LEVEL);
  const tlsFiles = serviceTlsFrom(environment);
  const tls = tlsFiles && openServiceTls(tlsFiles, errors);
  const elsewhere = remoteUrls(
    env,
    SUBGRAPHS.map(({ name }) => name),
  );
  const metrics = createMetrics(SUBGRAPHS.map(({ name }) => name));
  const adapters = await openAdapters({
    environment,
    env,
    estate,
    clock,
    log,
    as: 'serve',
    intake: environment.INTAKE === 'on',
    systems: 'run',
    simulationFolder: simulationFolder(environment),
    ...(guard && { guard }),
    ...(workerThread !== undefined && { workerThread }),
    ...(elapsedMs && { elapsedMs }),
    ...(cannotGoOn && { cannotGoOn }),
  });
  observeFeeds(metrics.registry, () =>
    measureFeeds({
      ...{
        store: adapters.store,
        clock,
        feeds: estate.feeds.map(({ name, silence }) => ({ name, silenceMs: silence })),
      },
      refused: adapters.feeds?.refused ?? null,
    }),
  );
  const certificates = certificateFiles(environment, estate, env);
  observeCertificates(metrics.registry, () => certificatesLeft(certificates));
  observeSettings(metrics.registry, () => adapters.othersSettings());
  observeShadow(metrics.registry, () => adapters.shadowed());
  const turns = openTurns({ crowded: () => adapters.crowded(), clock, log: errors });
  observeTurns(metrics.registry, () => turns.counts());
  const redisUrl = environment.REDIS_URL;
  const rate =
    environment.RATE_LIMIT_PER_MINUTE === 0
      ? null
      : openRateLimit({
          perMinute: environment.RATE_LIMIT_PER_MINUTE,
          ...(redisUrl !== undefined && { redis: (lost: string) => openRedis(redisUrl, { lost }, log) }),
        });
  try {
    const operations = await createOperations(adapters.store, clock);
    const signIn = await openSignIn(environment, clock);
    const engine = await startApolloEngine({
      supergraphSdl: supergraphSdl(),
      subgraphs: Object.fromEntries(
        SUBGRAPHS.map((subgraph) => {
          const url = elsewhere.get(subgraph.name);
          return [
            subgraph.name,
            url
              ? remote(subgraph.name, url, { ...(tls && { tls }), crowded: () => turns.crowdedElsewhere() })
              : inProcess(executable(subgraph, errors), adapters.door),
          ];
        }),
      ),
      log: errors,
      subgraphFailed: (name) => metrics.subgraphFailed(name),
      introspection: environment.CAUSEWAY_MODE === 'development',
    });
    const app = buildGateway({
      engine,
      authenticate: signIn.authenticate,
      clock,
      log: errors,
      ...(receiveMs !== undefined && { receiveMs }),
      drainMs: environment.DRAIN_SECONDS * 1_000,
      corsOrigins: environment.CORS_ORIGINS,
      checks: { store: () => adapters.storeIsUp(), routes: () => adapters.ledger.systems().length > 0 },
      othersSettings: () => adapters.othersSettings(),
      metrics,
      ...(rate && { admit: (who) => rate.admit(who) }),
      ...(!allAtOnce && { turn: (ask) => turns.take(ask) }),
      textOf: textOf(operations, environment.OPERATIONS),
      pages: {
        wrappings: () => wrappings(adapters.ledger),
        firstQuery: firstQuery(),
        ...(signIn.issue && { issueDevelopmentToken: (role, person) => signIn.issueFor(role, person) }),
      },
    });
    imagingRoute(app, adapters.thumbnail);
    const url = await app.listen({ host: environment.HOST, port: environment.PORT });
    return {
      url,
      adapters,
      engine,
      app,
      tokenFor: signIn.issue,
      greeting: () => greeting(url, adapters, signIn),
      close: async () => {
        await app.close();
        turns.close();
        await engine.close();
        await rate?.close();
        await operations.close();
        await adapters.close();
      },
    };
  } catch (error) {
    turns.close();
    await rate?.close();
    await adapters.close();
    throw error;
  }
};
