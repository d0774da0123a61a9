import type { Door } from '../../schema/capabilities';
import { executeSubgraph, type ExecutableSubgraph } from '../../subgraphs/execute';
import { inTime, type SubgraphTransport } from './transport';

/** A subgraph in this process: no HTTP, no printing, no parsing after the first time. */
export const inProcess = (subgraph: ExecutableSubgraph, door: Door): SubgraphTransport => ({
  execute({ query, variables, operationName, ask }) {
    return inTime(subgraph.name, ask, () =>
      executeSubgraph(subgraph, {
        query,
        variables,
        ...(operationName === undefined ? {} : { operationName }),
        context: { ask, door },
      }),
    );
  },
  close: () => Promise.resolve(),
});
