import type { GraphError } from '../../subgraphs/errors';
import type { SubgraphResponse } from '../../subgraphs/execute';

/** A subgraph was asked for what its schema has not, though the supergraph has it. */
export class OtherVersion extends Error {
  constructor(readonly refused: string) {
    super('The schema of the subgraph is not the one that was composed');
  }
}

/** How the scalars of a subgraph refuse a value: the only rules about input that the supergraph does not have. */
const OF_A_SCALAR = /(^|: )Not a valid \w+$/;

/** Names of the schema alone: what follows in such a message may be the asker's own text. */
const OF_THE_SCHEMA = /^(Cannot query field|Unknown argument|Unknown type|Unknown directive) "\w+"/;

const isOfTheRequest = ({ path = [], extensions: { code }, message }: GraphError): boolean =>
  path.length === 0 && code === 'BAD_USER_INPUT' && !OF_A_SCALAR.test(message);

/**
 * What a subgraph refused of a request that the planner wrote, with variables that fit the supergraph: then its schema is
 * another than the one that was composed, and whoever asked did nothing wrong. Null where it refused nothing of the kind.
 */
export const refusedOfOurs = ({ data, errors = [] }: SubgraphResponse): string | null => {
  const refusal = data ? undefined : errors.find(isOfTheRequest);
  return refusal ? (OF_THE_SCHEMA.exec(refusal.message)?.[0] ?? 'a value or the request') : null;
};
