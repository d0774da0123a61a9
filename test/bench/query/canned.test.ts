import { startApolloEngine } from '../../../gateway/federation/apollo-engine';
import type { Engine } from '../../../gateway/federation/engine';
import { inProcess } from '../../../gateway/federation/in-process';
import { testAsk } from '../../../gateway/testing/ask';
import { supergraphSdl } from '../../../schema/sdl';
import { closedDoor } from './access';
import { cannedSubgraphs } from './canned';
import { QUERIES } from './queries';

/** The bench runs for minutes, and so seldom: that its subgraphs still answer what it asks is seen here. */
let engine: Engine;
beforeAll(async () => {
  const subgraphs = Object.fromEntries(
    cannedSubgraphs().map((subgraph) => [subgraph.name, inProcess(subgraph, closedDoor)]),
  );
  const log = { error: () => undefined };
  engine = await startApolloEngine({ supergraphSdl: supergraphSdl(), subgraphs, log, introspection: false });
});
afterAll(() => engine.close());

test.each(QUERIES.map((query) => [query.name, query] as const))(
  '%s: answered, and without an error',
  async (_, asked) => {
    const { query, variables } = asked;
    const { data, errors } = await engine.execute({ query, variables, ask: testAsk(), forwarded: {} });
    expect(errors ?? []).toEqual([]);
    expect(Object.values(data ?? {})).not.toContain(null);
  },
);
