import { startApolloEngine } from '../../../gateway/federation/apollo-engine';
import type { Engine } from '../../../gateway/federation/engine';
import { inProcess } from '../../../gateway/federation/in-process';
import { remote } from '../../../gateway/federation/remote';
import type { SubgraphTransport } from '../../../gateway/federation/transport';
import { buildGateway } from '../../../gateway/http';
import { systemClock } from '../../../schema/clock';
import { supergraphSdl } from '../../../schema/sdl';
import { authenticateAnyone, closedDoor } from './access';
import { cannedSubgraphs } from './canned';
import { serve } from './serving';
import { isSide, type Side, type SubgraphUrls } from './sides';
import { startStockEngine, startStockStandalone } from './stock';

const log = {
  error: (details: object, message: string) => void process.stderr.write(`${message} ${JSON.stringify(details)}\n`),
};

const ours = (subgraphs: Readonly<Record<string, SubgraphTransport>>): Promise<Engine> =>
  startApolloEngine({ supergraphSdl: supergraphSdl(), subgraphs, log, introspection: false });

const engineOf = (side: Exclude<Side, 'stock, standalone'>, urls: SubgraphUrls): Promise<Engine> => {
  switch (side) {
    case 'ours, in process':
      return ours(
        Object.fromEntries(cannedSubgraphs().map((subgraph) => [subgraph.name, inProcess(subgraph, closedDoor)])),
      );
    case 'ours, over HTTP':
      return ours(Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, remote(name, url)])));
    case 'stock, same front':
      return startStockEngine(urls);
  }
};

/** One side's gateway, alone in its process. */
const main = async (side: string | undefined, urls: SubgraphUrls): Promise<void> => {
  if (!isSide(side)) throw new Error('Not a side of this bench');
  if (side === 'stock, standalone') return serve(await startStockStandalone(urls));
  const app = buildGateway({
    engine: await engineOf(side, urls),
    authenticate: authenticateAnyone,
    clock: systemClock,
    log,
    pages: { wrappings: () => [], firstQuery: { query: '{ __typename }', variables: {} } },
  });
  serve(`${await app.listen({ port: 0, host: '127.0.0.1' })}/graphql`);
};

void main(process.argv[2], JSON.parse(process.argv[3] ?? '{}') as SubgraphUrls);
