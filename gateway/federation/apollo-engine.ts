import './telemetry-off';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { gatherGrants } from '../../subgraphs/grants';
import { gatherSources } from '../../subgraphs/sources';
import { graphError, placeOf, type ErrorLog } from '../../subgraphs/errors';
import type { Reachable } from './ask-subgraph';
import { Collector } from './collector';
import { dataSource, type RequestContext } from './data-source';
import type { Engine, EngineResponse, JsonObject } from './engine';
import { costMeter } from '../../subgraphs/limits/cost';
import { DEFAULT_LIMITS, documentRules, type Limits } from '../../subgraphs/limits/document-limits';
import { tooCostly } from '../../subgraphs/limits/too-costly';
import { operationTypeExists } from '../../subgraphs/operation-type-exists';
import { ownExecutor, planner, type OwnExecutor } from './own-executor';
import { locatedIn } from './locations';
import { brokenIn, fromApollo, fromBroken, inOurWords } from './response-errors';
import type { SubgraphTransport } from './transport';

export interface ApolloEngineOptions {
  readonly supergraphSdl: string;
  /** How each subgraph of the supergraph is reached, by its name. */
  readonly subgraphs: Readonly<Record<string, SubgraphTransport>>;
  readonly log: ErrorLog;
  /** Told of each fetch that a subgraph did not answer, or not as asked. */
  readonly subgraphFailed?: (subgraph: string) => void;
  readonly introspection: boolean;
  readonly limits?: Limits;
  /** Who runs the plans; `apollo` is the oracle that ours is held to in tests. */
  readonly executor?: 'own' | 'apollo';
}

/** Apollo logs what it was given; only that something was logged, and where, goes on. */
const apolloLogger = (log: ErrorLog) => ({
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (message: unknown) => log.error(placeOf(message), 'Apollo reported an error'),
});

/** Apollo Server's gateway: `@apollo/gateway` loads and plans, our executor runs what it can of its plans. */
const gatewayOf = ({ supergraphSdl, subgraphs, log, subgraphFailed, executor = 'own' }: ApolloEngineOptions) => {
  const reachable = new Map<string, Reachable>();
  const { didResolveQueryPlan, plan } = planner();
  const gateway = new ApolloGateway({
    supergraphSdl,
    __exposeQueryPlanExperimental: false,
    logger: apolloLogger(log),
    experimental_didResolveQueryPlan: didResolveQueryPlan,
    buildService: ({ name }) => {
      const transport = subgraphs[name];
      if (!transport) throw new Error(`The supergraph has a subgraph ${name}, but nothing says where it is`);
      const subgraph = { name, transport, log, failed: () => subgraphFailed?.(name) };
      reachable.set(name, subgraph);
      return dataSource(subgraph);
    },
  });
  const schema = (): GraphQLSchema => {
    if (!gateway.schema) throw new Error('The gateway loaded no schema');
    return gateway.schema;
  };
  let own: OwnExecutor | undefined;
  const served: ApolloServerOptionsWithGateway<RequestContext>['gateway'] = {
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    async load(given) {
      const { executor: apollo } = await gateway.load(given);
      if (executor === 'own') own = ownExecutor(apollo, plan, schema, reachable);
      return { executor: own?.execute ?? apollo };
    },
    stop: () => gateway.stop(),
  };
  const again = (context: RequestContext) => own?.again(context) ?? null;
  return { served, schema, again };
};

interface Served {
  readonly data?: JsonObject | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: JsonObject;
}

const extensionsOf = ({ sources, grants }: Collector): Pick<EngineResponse, 'extensions'> =>
  sources.length + grants.length === 0
    ? {}
    : {
        extensions: {
          ...(sources.length > 0 && { sources: gatherSources(sources) }),
          ...(grants.length > 0 && { breakGlass: gatherGrants(grants) }),
        },
      };

/** The engine on Apollo Server and `@apollo/gateway`, with our own data sources. Rejects when the supergraph cannot be loaded. */
export const startApolloEngine = async (options: ApolloEngineOptions): Promise<Engine> => {
  const limits = options.limits ?? DEFAULT_LIMITS;
  const { served, schema, again } = gatewayOf(options);
  const server = new ApolloServer<RequestContext>({
    gateway: served,
    introspection: options.introspection,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    logger: apolloLogger(options.log),
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [operationTypeExists, ...documentRules(limits)],
    formatError: (formatted, error) => inOurWords(formatted, error, schema()),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  const meter = costMeter(schema(), limits.tokens);
  let open = true;

  /** The whole way: parsed and validated by Apollo Server, planned by its gateway, all of it kept for the next time. */
  const serve = async (contextValue: RequestContext): Promise<Served> => {
    const { query, variables, operationName } = contextValue.request;
    const { body } = await server.executeOperation(
      {
        query,
        ...(variables === undefined ? {} : { variables }),
        ...(operationName === undefined ? {} : { operationName }),
      },
      { contextValue },
    );
    if (body.kind !== 'single') throw new Error('Incremental delivery is not served');
    return body.singleResult as Served;
  };

  const run = async (request: Parameters<Engine['execute']>[0]): Promise<EngineResponse> => {
    const refusal = tooCostly(meter, limits, request.query, request.operationName, request.variables ?? {});
    if (refusal) return { errors: [refusal] };
    const collector = new Collector();
    const context = { request, collector };
    const { data, errors: apolloErrors, extensions }: Served = await (again(context) ?? serve(context));
    const gathered = [...collector.errors, ...(apolloErrors ?? []).map((error) => fromApollo(error, options.log))];
    const broken = fromBroken([...collector.broken, ...brokenIn(extensions)], gathered, options.log);
    const errors = locatedIn(request, [...gathered, ...broken]);
    return {
      ...(data === undefined ? {} : { data }),
      ...(errors.length === 0 ? {} : { errors }),
      ...extensionsOf(collector),
    };
  };

  return {
    schema: schema(),
    async execute(request) {
      try {
        return await run(request);
      } catch (cause) {
        const error = graphError('INTERNAL', 'A fault in Causeway; the reference finds it in the log.');
        options.log.error({ ref: error.extensions.ref, ...placeOf(cause) }, 'engine failed');
        return { errors: [error] };
      }
    },
    ready: () => open,
    async close() {
      if (!open) return;
      open = false;
      await server.stop();
      await Promise.all(Object.values(options.subgraphs).map((transport) => transport.close()));
    },
  };
};
