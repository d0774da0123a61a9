import '../../../gateway/federation/telemetry-off';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import type { Engine, JsonObject } from '../../../gateway/federation/engine';
import { supergraphSdl } from '../../../schema/sdl';
import type { GraphError } from '../../../subgraphs/errors';
import type { SubgraphUrls } from './sides';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** `@apollo/gateway` as its documentation has it: Apollo's executor, its remote data source, its default fetcher. */
const stockServer = (urls: SubgraphUrls) => {
  const gateway = new ApolloGateway({
    supergraphSdl: supergraphSdl(),
    logger: silent,
    buildService: ({ name }) => new RemoteGraphQLDataSource({ url: urls[name] ?? '' }),
  });
  return { gateway, server: new ApolloServer({ gateway, logger: silent, stopOnTerminationSignals: false }) };
};

/** Stock behind our own engine's interface, so that the same HTTP front can stand before both. */
export const startStockEngine = async (urls: SubgraphUrls): Promise<Engine> => {
  const { gateway, server } = stockServer(urls);
  await server.start();
  const { schema } = gateway;
  if (!schema) throw new Error('The stock gateway loaded no schema');
  return {
    schema,
    async execute({ query, variables = {}, operationName }) {
      const { body } = await server.executeOperation({
        query,
        variables,
        ...(operationName === undefined ? {} : { operationName }),
      });
      if (body.kind !== 'single') throw new Error('The stock gateway answered in parts');
      const { data, errors } = body.singleResult;
      return {
        ...(data === undefined ? {} : { data: data as JsonObject | null }),
        ...(errors ? { errors: errors as unknown as readonly GraphError[] } : {}),
      };
    },
    ready: () => true,
    close: () => server.stop(),
  };
};

/** Stock in Apollo's own HTTP server. Gives the whole URL of the graph. */
export const startStockStandalone = async (urls: SubgraphUrls): Promise<string> => {
  const { url } = await startStandaloneServer(stockServer(urls).server, { listen: { port: 0, host: '127.0.0.1' } });
  return url;
};
