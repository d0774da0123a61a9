import {
  getVariableValues,
  OperationTypeNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import type { SubgraphContext } from '../subgraph';
import { runFields, runInTurn } from './complete';
import type { OperationPlan } from './operation-plan';
import { collectError, type Run } from './run';

/** Executes a planned operation as graphql-js would; that is the oracle in the tests. Never rejects. */
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
    data =
      operation.operation === OperationTypeNode.MUTATION
        ? await runInTurn(run, fields)
        : await runFields(run, fields, undefined, undefined);
  } catch (error) {
    // Fields throw nothing but errors that are located already.
    collectError(run, error as GraphQLError, undefined);
    data = null;
  }
  return run.errors.length === 0 ? { data } : { errors: run.errors, data };
};
