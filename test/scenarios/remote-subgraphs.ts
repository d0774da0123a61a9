import type { FastifyInstance } from 'fastify';
import { openSignIn } from '../../adapters/assembly/sign-in';
import type { Environment } from '../../adapters/settings/environment';
import type { Door } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import { executable } from '../../subgraphs/execute';
import { SUBGRAPHS } from '../../subgraphs/registry';
import { buildSubgraphServer } from '../../subgraphs/server/server';

export interface RemoteSubgraphs {
  /** SUBGRAPH_<NAME>_URL of each. */
  readonly env: Readonly<Record<string, string>>;
  /** They answer from here on: their door is the hospital's, which opens after them. */
  openTo(door: Door): void;
  close(): Promise<void>;
}

/** Which subgraphs the scenarios reach over HTTP: SCENARIO_SUBGRAPHS=http for all, mixed for every other one, else none. */
export const remoteSubgraphNames = (): readonly string[] => {
  const names = SUBGRAPHS.map(({ name }) => name);
  const mode = process.env['SCENARIO_SUBGRAPHS'];
  return mode === 'http' ? names : mode === 'mixed' ? names.filter((_, at) => at % 2 === 0) : [];
};

/** The subgraphs as services of their own, each on its own port, verifying the token themselves. */
export const startRemoteSubgraphs = async (
  names: readonly string[],
  environment: Environment,
  clock: Clock,
): Promise<RemoteSubgraphs> => {
  const { authenticate } = await openSignIn(environment, clock);
  let opened: Door | null = null;
  const hospital = (): Door => {
    if (!opened) throw new Error('The hospital is not open yet');
    return opened;
  };
  const door: Door = {
    get identity() {
      return hospital().identity;
    },
    get ids() {
      return hospital().ids;
    },
    get imagingLinks() {
      return hospital().imagingLinks;
    },
    get inbox() {
      return hospital().inbox;
    },
    get access() {
      return hospital().access;
    },
    get migration() {
      return hospital().migration;
    },
    forPeople: (...asked) => hospital().forPeople(...asked),
    forPlaces: (...asked) => hospital().forPlaces(...asked),
    organisations: (capability) => hospital().organisations(capability),
  };
  const servers: FastifyInstance[] = [];
  const env: Record<string, string> = {};
  for (const subgraph of SUBGRAPHS.filter(({ name }) => names.includes(name))) {
    const server = buildSubgraphServer({
      subgraph: executable(subgraph, { error: () => undefined }),
      door,
      authenticate,
      clock,
      ready: () => opened !== null,
    });
    servers.push(server);
    env[`SUBGRAPH_${subgraph.name.replace(/-/g, '_').toUpperCase()}_URL`] = await server.listen({
      host: '127.0.0.1',
      port: 0,
    });
  }
  return {
    env,
    openTo: (to) => {
      opened = to;
    },
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
};
