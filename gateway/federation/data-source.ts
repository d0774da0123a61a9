import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { askSubgraph, representationsIn, type Reachable } from './ask-subgraph';
import type { Collector } from './collector';
import type { EngineRequest, JsonObject } from './engine';
import type { Fetch } from './fetch-errors';
import { fieldTree } from './operation-shape';
import { placesOf, withoutAt, type Path } from './places';

/** Apollo's context value for one request. */
export interface RequestContext extends Record<string, unknown> {
  readonly request: EngineRequest;
  readonly collector: Collector;
}

type Incoming = Extract<GraphQLDataSourceProcessOptions<RequestContext>, { readonly incomingRequestContext: unknown }>;

const fetchOf = (options: Incoming, query: string, variables: JsonObject): Fetch => {
  const { collector, request } = options.context;
  const planPath: Path = (options.pathInIncomingRequest ?? []).filter((key) => key !== undefined);
  return {
    query,
    variables,
    planPath,
    tree: fieldTree(options.incomingRequestContext.document, request.operationName),
    entities: () => {
      const representations = representationsIn(variables) ?? [];
      // A place that cannot be told falls back to the path without indexes, never to no path.
      return placesOf(collector.data, planPath, representations).map((place, index) => ({
        places: [place ?? withoutAt(planPath)],
        type: representations[index]?.['__typename'],
      }));
    },
  };
};

/** Our side of Apollo's own executor, for the plans that it runs: hands it data and nothing else. Never rejects. */
export const dataSource = (subgraph: Reachable): GraphQLDataSource<RequestContext> => ({
  async process(options) {
    if (!('incomingRequestContext' in options)) return { data: { __typename: 'Query' } };
    const { query = '', variables = {}, operationName } = options.request;
    const { collector, request } = options.context;
    const call = {
      query,
      variables,
      ...(operationName === undefined ? {} : { operationName }),
      ask: request.ask,
      forwarded: request.forwarded,
    };
    const data = await askSubgraph(subgraph, call, fetchOf(options, query, variables), collector);
    if (data === undefined) return {};
    if (!representationsIn(variables)) collector.addRootData(data);
    return { data };
  },
});
