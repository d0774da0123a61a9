import { systemClock } from '../../../schema/clock';
import { buildSubgraphServer } from '../../../subgraphs/server/server';
import { authenticateAnyone, closedDoor } from './access';
import { cannedSubgraphs } from './canned';
import { serve } from './serving';

/** The canned subgraphs over HTTP, for every side that asks them so; what they cost is not the gateway's. */
const main = async (): Promise<void> => {
  const urls: Record<string, string> = {};
  for (const subgraph of cannedSubgraphs()) {
    const server = buildSubgraphServer({
      subgraph,
      door: closedDoor,
      authenticate: authenticateAnyone,
      clock: systemClock,
      ready: () => true,
    });
    urls[subgraph.name] = `${await server.listen({ port: 0, host: '127.0.0.1' })}/graphql`;
  }
  serve(urls);
};

void main();
