import {
  getVariableValues,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { ResponsePath, SubgraphContext } from '../subgraph';
import { runFields } from './complete';
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

/** Executes a planned query as graphql-js would; that is the oracle in the tests. Never rejects. */
export const runOperation = async (
  schema: GraphQLSchema,
  { operation, fragments, fields }: OperationPlan,
  variables: Readonly<Record<string, unknown>>,
  context: SubgraphContext,
): Promise<ExecutionResult> => {
  const given = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 50 });
  if (given.errors) return { errors: given.errors };
  const run: Run = {
    ...{ schema, context, operation, fragments, variables: given.coerced },
    ...{ args: new Map(), errors: [], nulled: new Set() },
  };
  let data: ExecutionResult['data'];
  try {
    data = await runFields(run, fields, undefined, undefined);
  } catch (error) {
    // Fields throw nothing but errors that are located already.
    collectError(run, error as GraphQLError, undefined);
    data = null;
  }
  return run.errors.length === 0 ? { data } : { errors: run.errors, data };
};
