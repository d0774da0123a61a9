import type { GraphQLSchema } from 'graphql';
import { supergraphSdl } from '../../schema/sdl';
import { startApolloEngine } from './apollo-engine';

/** What clients see of the committed supergraph, without the federation's own parts. The engine works it out; no subgraph is asked. */
export const clientSchema = async (): Promise<GraphQLSchema> => {
  const nowhere = { execute: () => Promise.reject(new Error('never asked')), close: () => Promise.resolve() };
  const engine = await startApolloEngine({
    supergraphSdl: supergraphSdl(),
    subgraphs: new Proxy({}, { get: () => nowhere, ownKeys: () => [] }),
    log: { error: () => undefined },
    introspection: true,
  });
  await engine.close();
  return engine.schema;
};
