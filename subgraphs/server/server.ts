import Fastify, { type FastifyInstance } from 'fastify';
import type { Door } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { Authenticate } from '../authenticate';
import { documentsOf } from '../documents';
import { executeSubgraph, type ExecutableSubgraph } from '../execute';
import { costMeter } from '../limits/cost';
import { documentRules, SUBGRAPH_LIMITS, type Limits } from '../limits/document-limits';
import { tooCostly } from '../limits/too-costly';
import { tellWhenCrowded } from './crowded';
import { drainOnClose } from './draining';
import { graphqlEndpoint, prepare, serverOptions, type EndpointOptions } from './endpoint';
import { mutualTlsServer } from './mutual-tls';
import { noSchemaTold } from './no-schema-told';
import type { ServiceTls } from './service-tls';

export interface SubgraphServerOptions {
  readonly subgraph: ExecutableSubgraph;
  readonly door: Door;
  /** The token is verified here again, so a subgraph is as safe behind another router as behind ours. */
  readonly authenticate: Authenticate;
  readonly clock: Clock;
  /** The longest a request may take, whatever the caller's deadline. */
  readonly deadlineMs?: number;
  /** Whether the schema is told, by introspection or `_service`; not unless said. */
  readonly introspection?: boolean;
  /** Whatever the router before it let through; {@link SUBGRAPH_LIMITS}. */
  readonly limits?: Limits;
  /** How often one client may ask for one user. */
  readonly admit?: EndpointOptions['admit'];
  /** Only services that show a certificate of the installation's authority are spoken with; plain HTTP without it. */
  readonly tls?: ServiceTls;
  /** Whether its work waits for its store. */
  readonly crowded?: () => boolean;
  /** Milliseconds for which what is under way is waited for on closing. */
  readonly drainMs?: number;
  readonly ready: () => boolean | Promise<boolean>;
}

/** One subgraph over HTTP: `POST /graphql`, `/health/live`, `/health/ready`. The caller listens and closes. */
export const buildSubgraphServer = (options: SubgraphServerOptions): FastifyInstance => {
  const { door, limits = SUBGRAPH_LIMITS } = options;
  const { schema } = options.subgraph;
  const rules = [...documentRules(limits), ...(options.introspection === true ? [] : noSchemaTold)];
  const subgraph = { ...options.subgraph, documents: documentsOf(schema, { maxTokens: limits.tokens, rules }) };
  const meter = costMeter(schema, limits.tokens);
  const app = options.tls ? mutualTlsServer(options.tls, subgraph.log, options.clock) : Fastify(serverOptions());
  drainOnClose(app, options.drainMs);
  if (options.crowded) tellWhenCrowded(app, options.crowded);
  prepare(app, subgraph.log);
  graphqlEndpoint(app, {
    authenticate: options.authenticate,
    clock: options.clock,
    log: subgraph.log,
    deadlineMs: options.deadlineMs ?? 10_000,
    behindGateway: true,
    admit: options.admit,
    async answer({ query, variables, operationName, ask }) {
      const refusal = tooCostly(meter, limits, query, operationName, variables);
      if (refusal) return { errors: [refusal] };
      return executeSubgraph(subgraph, {
        query,
        variables,
        operationName,
        context: { ask, door },
      });
    },
  });
  app.get('/health/live', () => ({ status: 'live', subgraph: subgraph.name }));
  app.get('/health/ready', async (_request, reply) => {
    const ready = await options.ready();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', subgraph: subgraph.name });
  });
  return app;
};
