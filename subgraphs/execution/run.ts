import type { GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { ResponsePath, SubgraphContext } from '../subgraph';
import type { FieldPlan, OperationPlan } from './operation-plan';

/** One request while it runs. */
export interface Run {
  readonly schema: GraphQLSchema;
  readonly context: SubgraphContext;
  readonly operation: OperationDefinitionNode;
  readonly fragments: OperationPlan['fragments'];
  readonly variables: Record<string, unknown>;
  /** A field's arguments are the same wherever it stands, since variables are: read once. */
  readonly args: Map<FieldPlan, Record<string, unknown>>;
  readonly errors: GraphQLError[];
  /** Where null already stands for an error; what fails below is not said again. Undefined is the root. */
  readonly nulled: Set<ResponsePath | undefined>;
}

const isNulled = ({ nulled }: Run, path: ResponsePath | undefined): boolean => {
  if (nulled.size === 0) return false;
  for (let at = path; at !== undefined; at = at.prev) if (nulled.has(at)) return true;
  return nulled.has(undefined);
};

export const collectError = (run: Run, error: GraphQLError, path: ResponsePath | undefined): void => {
  if (isNulled(run, path)) return;
  run.nulled.add(path);
  run.errors.push(error);
};
