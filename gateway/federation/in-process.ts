import type { Door } from '../../schema/capabilities';
import { executeSubgraph, type ExecutableSubgraph, type SubgraphResponse } from '../../subgraphs/execute';
import { remaining, type SubgraphTransport } from './transport';

/** A subgraph in this process: no HTTP, no printing, no parsing after the first time. */
export const inProcess = (subgraph: ExecutableSubgraph, door: Door): SubgraphTransport => ({
  execute(call) {
    const { query, variables, operationName, ask } = call;
    return new Promise<SubgraphResponse>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`The ${subgraph.name} subgraph did not answer in time`)),
        remaining(ask),
      );
      executeSubgraph(subgraph, {
        query,
        variables,
        ...(operationName === undefined ? {} : { operationName }),
        context: { ask, door },
      })
        .then(resolve, reject)
        .finally(() => clearTimeout(timer));
    });
  },
  close: () => Promise.resolve(),
});
