import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { placeOf, type ErrorLog, type GraphError } from '../../subgraphs/errors';
import type { SubgraphResponse } from '../../subgraphs/execute';
import type { Collector } from './collector';
import type { EngineRequest, JsonObject } from './engine';
import { everywhere, placed, placedSource, subgraphUnavailable, type Fetch } from './fetch-errors';
import type { Path } from './places';
import type { SubgraphTransport } from './transport';

/** Apollo's context value for one request. */
export interface RequestContext extends Record<string, unknown> {
  readonly request: EngineRequest;
  readonly collector: Collector;
}

type Incoming = Extract<GraphQLDataSourceProcessOptions<RequestContext>, { readonly incomingRequestContext: unknown }>;

const planPathOf = ({ pathInIncomingRequest }: Incoming): Path =>
  (pathInIncomingRequest ?? []).filter((key) => typeof key === 'string' || typeof key === 'number');

const fetchOf = (options: Incoming): Fetch => {
  const { collector, request } = options.context;
  const { document } = options.incomingRequestContext;
  return {
    query: options.request.query ?? '',
    variables: options.request.variables ?? {},
    planPath: planPathOf(options),
    data: collector.data,
    tree: collector.tree(document, request.operationName),
  };
};

/** The gateway throws, and names no path, when entities are not those it asked for; so that is found out here. */
const isWhole = (data: JsonObject, representations: unknown): boolean => {
  if (!Array.isArray(representations)) return true;
  const entities = data['_entities'];
  return Array.isArray(entities) && entities.length === representations.length;
};

const callOf = (options: Incoming): Parameters<SubgraphTransport['execute']>[0] => {
  const { query, variables, operationName } = options.request;
  const { ask, forwarded } = options.context.request;
  return {
    query: query ?? '',
    variables: variables ?? {},
    ...(operationName === undefined ? {} : { operationName }),
    ask,
    forwarded,
  };
};

/** A subgraph that fell silent, or answered what cannot be read: its fields are not known, the others stand. */
const failure = (name: string, log: ErrorLog, requestId: string, cause: unknown): GraphError => {
  const error = subgraphUnavailable(name);
  log.error({ ref: error.extensions.ref, requestId, subgraph: name, ...placeOf(cause) }, 'subgraph did not answer');
  return error;
};

/**
 * Our side of `@apollo/gateway`: gives it a subgraph's data and nothing else. Errors, at their place in the client's
 * response, and sources go to the request's collector. Never rejects.
 */
export const dataSource = (
  name: string,
  transport: SubgraphTransport,
  log: ErrorLog,
): GraphQLDataSource<RequestContext> => ({
  async process(options) {
    if (!('incomingRequestContext' in options)) return { data: { __typename: 'Query' } };
    const { collector, request } = options.context;
    const fail = (cause: unknown): Record<string, never> => {
      const error = failure(name, log, request.ask.requestId, cause);
      for (const each of everywhere(fetchOf(options), error)) collector.add(each);
      return {};
    };
    let response: SubgraphResponse;
    try {
      response = await transport.execute(callOf(options));
    } catch (cause) {
      return fail(cause);
    }
    const { data, errors, extensions } = response;
    if (errors) for (const error of placed(fetchOf(options), errors)) collector.add(error);
    if (extensions) {
      const at = planPathOf(options);
      collector.addSources(extensions.sources.map((entry) => ({ ...entry, path: placedSource(at, entry.path) })));
    }
    const representations = options.request.variables?.['representations'];
    if (!data || !isWhole(data, representations))
      return errors ? {} : fail(new Error(`The ${name} subgraph did not answer what it was asked`));
    if (!Array.isArray(representations)) collector.addRootData(data);
    return { data };
  },
});
