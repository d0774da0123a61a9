import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { systemClock } from '../../schema/clock';
import type { ErrorLog } from '../../subgraphs/errors';
import { executable } from '../../subgraphs/execute';
import { buildSubgraphServer } from '../../subgraphs/server/server';
import { startApolloEngine } from '../federation/apollo-engine';
import type { Engine } from '../federation/engine';
import { inProcess } from '../federation/in-process';
import { remote } from '../federation/remote';
import type { SubgraphTransport } from '../federation/transport';
import { authenticateTest, closedDoor } from './ask';
import { fakeSubgraph, fakeSupergraph, SUBGRAPHS, type FakeName } from './fake-graph';

export type Mode = 'in process' | 'over HTTP' | "in process, under Apollo's executor";
export const MODES: readonly Mode[] = ['in process', 'over HTTP', "in process, under Apollo's executor"];

/** A port that was free a moment ago: nothing answers there. */
const unusedPort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

const dead: SubgraphTransport = {
  execute: () => Promise.reject(new Error('dead')),
  close: () => Promise.resolve(),
};

/** An engine over the three fake subgraphs, any of which may be dead. */
export const fakeEngine = async (mode: Mode, deadOnes: readonly FakeName[] = [], logged: object[] = []) => {
  const log: ErrorLog = { error: (details) => void logged.push(details) };
  const servers: FastifyInstance[] = [];
  const transport = async (name: FakeName): Promise<SubgraphTransport> => {
    const isDead = deadOnes.includes(name);
    const subgraph = executable(fakeSubgraph(name), log);
    if (mode !== 'over HTTP') return isDead ? dead : inProcess(subgraph, closedDoor);
    if (isDead) return remote(name, `http://127.0.0.1:${await unusedPort()}`);
    const server = buildSubgraphServer({
      subgraph,
      door: closedDoor,
      authenticate: authenticateTest,
      clock: systemClock,
      ready: () => true,
    });
    servers.push(server);
    return remote(name, await server.listen({ port: 0, host: '127.0.0.1' }));
  };
  const subgraphs: Record<string, SubgraphTransport> = {};
  for (const name of SUBGRAPHS) subgraphs[name] = await transport(name);
  const engine = await startApolloEngine({
    supergraphSdl: fakeSupergraph(),
    subgraphs,
    log,
    introspection: true,
    executor: mode.endsWith('executor') ? 'apollo' : 'own',
  });
  const close = async (): Promise<void> => {
    await engine.close();
    await Promise.all(servers.map((server) => server.close()));
  };
  return { ...engine, close } satisfies Engine;
};
