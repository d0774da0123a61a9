import Fastify, { type FastifyInstance } from 'fastify';
import type { Clock } from '../schema/clock';
import type { Authenticate } from '../subgraphs/authenticate';
import type { ErrorLog } from '../subgraphs/errors';
import { drainOnClose } from '../subgraphs/server/draining';
import { graphqlEndpoint, prepare, serverOptions, type EndpointOptions } from '../subgraphs/server/endpoint';
import { allowOrigins } from './cors';
import type { Engine } from './federation/engine';
import { healthRoutes, type Check } from './health';
import { createMetrics, type Metrics } from './metrics';
import { pages, type PagesOptions } from './pages/pages';

export interface GatewayOptions {
  readonly engine: Engine;
  readonly authenticate: Authenticate;
  readonly clock: Clock;
  readonly log: ErrorLog;
  /** From the request's start, for every system behind it (design, section 3). */
  readonly deadlineMs?: number;
  /** Milliseconds in which a whole request must have arrived. */
  readonly receiveMs?: number;
  /** Milliseconds for which what is under way is waited for on closing. */
  readonly drainMs?: number;
  /** Origins whose pages may ask the graph; none unless named. */
  readonly corsOrigins?: readonly string[];
  /** What must work for the gateway to be ready; the engine is always one of them. */
  readonly checks?: Readonly<Record<string, Check>>;
  /** How many processes of the installation go by other settings than this one. */
  readonly othersSettings?: () => number;
  readonly metrics?: Metrics;
  /** How often one client may ask for one user. */
  readonly admit?: EndpointOptions['admit'];
  /** How many operations are under way at once; all that are asked where it is left out. */
  readonly turn?: EndpointOptions['turn'];
  /** Registered operations, by id or alone. */
  readonly textOf?: EndpointOptions['textOf'];
  readonly pages: PagesOptions;
}

const DEFAULT_DEADLINE_MS = 3_000;

/** The one public entrance: the graph, health, metrics and pages. The caller listens, closes it, and closes the engine. */
export const buildGateway = (options: GatewayOptions): FastifyInstance => {
  const { engine, log } = options;
  const metrics = options.metrics ?? createMetrics();
  const app = Fastify(serverOptions(options.receiveMs));
  drainOnClose(app, options.drainMs);
  prepare(app, log);
  app.addHook('onResponse', (request, reply, done) => {
    metrics.http(request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime);
    done();
  });
  allowOrigins(app, options.corsOrigins ?? []);
  graphqlEndpoint(app, {
    authenticate: options.authenticate,
    clock: options.clock,
    log,
    deadlineMs: options.deadlineMs ?? DEFAULT_DEADLINE_MS,
    behindGateway: false,
    ...(options.admit && { admit: options.admit }),
    ...(options.turn && { turn: options.turn }),
    ...(options.textOf && { textOf: options.textOf }),
    answer: (call) => engine.execute(call),
    answered: ({ ask }, answer) => metrics.operation(ask.operation, answer as Parameters<Metrics['operation']>[1]),
  });
  healthRoutes(app, { engine: () => engine.ready(), ...options.checks }, metrics, options.othersSettings);
  pages(app, options.pages);
  return app;
};
