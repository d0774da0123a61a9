import Fastify, { type FastifyInstance } from 'fastify';
import type { Door } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { Authenticate } from '../authenticate';
import { executeSubgraph, type ExecutableSubgraph } from '../execute';
import { graphqlEndpoint, prepare, SERVER_OPTIONS } from './endpoint';

export interface SubgraphServerOptions {
  readonly subgraph: ExecutableSubgraph;
  readonly door: Door;
  /** The token is verified here again, so a subgraph is as safe behind another router as behind ours. */
  readonly authenticate: Authenticate;
  readonly clock: Clock;
  /** The longest a request may take, whatever the caller's deadline. */
  readonly deadlineMs?: number;
  readonly ready: () => boolean | Promise<boolean>;
}

/** One subgraph over HTTP: `POST /graphql`, `/health/live`, `/health/ready`. The caller listens and closes. */
export const buildSubgraphServer = (options: SubgraphServerOptions): FastifyInstance => {
  const { subgraph, door } = options;
  const app = Fastify(SERVER_OPTIONS);
  prepare(app, subgraph.log);
  graphqlEndpoint(app, {
    authenticate: options.authenticate,
    clock: options.clock,
    log: subgraph.log,
    deadlineMs: options.deadlineMs ?? 10_000,
    behindGateway: true,
    answer: ({ query, variables, operationName, ask }) =>
      executeSubgraph(subgraph, {
        query,
        variables,
        ...(operationName === undefined ? {} : { operationName }),
        context: { ask, door },
      }),
  });
  app.get('/health/live', () => ({ status: 'live', subgraph: subgraph.name }));
  app.get('/health/ready', async (_request, reply) => {
    const ready = await options.ready();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', subgraph: subgraph.name });
  });
  return app;
};
