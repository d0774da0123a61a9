import type { ApolloGateway, Experimental_DidResolveQueryPlanCallback } from '@apollo/gateway';
import {
  getOperationAST,
  getVariableValues,
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Reachable } from './ask-subgraph';
import type { RequestContext } from './data-source';
import type { JsonObject } from './engine';
import { fieldTree, fragmentsOf } from './operation-shape';
import { asSteps, type QueryPlan, type Step } from './plan';
import { operationShape, type ObjectShape } from './response-shape';
import { runStep } from './run-plan';
import { shapeResponse } from './shape-response';

export type Executor = Awaited<ReturnType<ApolloGateway['load']>>['executor'];
type GatewayRequest = Parameters<Executor>[0];
type GatewayResult = Awaited<ReturnType<Executor>>;

/** Thrown out of the gateway's hook once it has planned, so that it does not execute as well. */
class Planned extends Error {}

/** `@apollo/gateway` as a planner: asked through its public hook, since it exports no planner of its own. */
export const planner = () => {
  const waiting = new WeakMap<object, { plan?: QueryPlan }>();
  const didResolveQueryPlan: Experimental_DidResolveQueryPlanCallback = ({ queryPlan, requestContext }) => {
    const slot = waiting.get(requestContext);
    if (!slot) return;
    slot.plan = queryPlan;
    throw new Planned();
  };
  /** The plan, or the gateway's own answer to a request that cannot be planned. */
  const plan = async (executor: Executor, request: GatewayRequest): Promise<QueryPlan | { refused: GatewayResult }> => {
    const slot: { plan?: QueryPlan } = {};
    waiting.set(request, slot);
    try {
      return { refused: await executor(request) };
    } catch (error) {
      if (error instanceof Planned && slot.plan) return slot.plan;
      throw error;
    } finally {
      waiting.delete(request);
    }
  };
  return { didResolveQueryPlan, plan };
};

/** An operation as our executor runs it. */
interface Prepared {
  readonly steps: Step;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Variables that decide `@skip` and `@include`; each combination of their values has its own shape. */
  readonly conditions: readonly string[];
  readonly shapes: Map<string, ObjectShape>;
}

const MOST_SHAPES = 64;

/** What is left to Apollo's executor: introspection, and a name that JavaScript gives a meaning of its own. */
const isForApollo = (document: DocumentNode): boolean => {
  let found = false;
  visit(document, {
    Field({ name, alias }) {
      found ||= name.value === '__schema' || name.value === '__type' || alias?.value === '__proto__';
    },
  });
  return found;
};

const conditionsIn = (document: DocumentNode): readonly string[] => {
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      for (const { value } of directive.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].sort();
};

const prepare = (document: DocumentNode, operationName: string | undefined, plan: QueryPlan): Prepared | null => {
  const operation = getOperationAST(document, operationName);
  const steps = asSteps(plan);
  if (!operation || !steps || operation.operation === 'subscription' || isForApollo(document)) return null;
  return {
    steps,
    operation,
    fragments: fragmentsOf(document),
    conditions: conditionsIn(document),
    shapes: new Map(),
  };
};

const shapeFor = (schema: GraphQLSchema, prepared: Prepared, coerced: JsonObject): ObjectShape => {
  const { operation, fragments, conditions, shapes } = prepared;
  const key = conditions.map((name) => String(coerced[name])).join();
  const known = shapes.get(key);
  if (known) return known;
  const shape = operationShape(schema, operation, fragments, coerced);
  if (shapes.size < MOST_SHAPES) shapes.set(key, shape);
  return shape;
};

/** Operations by their text, as long as they are asked for; long texts are not kept. */
const MOST_TEXTS = 1_000;
const LONGEST_TEXT = 20_000;

interface Known {
  readonly document: DocumentNode;
  readonly prepared: Prepared;
}

const knownTexts = () => {
  const texts = new Map<string, Known>();
  // As JSON: both are the client's own text, and no cut between them may be moved.
  const keyOf = (query: string, operationName: string | undefined): string =>
    JSON.stringify([operationName ?? null, query]);
  return {
    get: (query: string, operationName: string | undefined): Known | undefined => {
      const key = keyOf(query, operationName);
      const hit = texts.get(key);
      if (hit && texts.size > MOST_TEXTS / 2) {
        texts.delete(key);
        texts.set(key, hit);
      }
      return hit;
    },
    add: (query: string, operationName: string | undefined, known: Known): void => {
      if (query.length > LONGEST_TEXT) return;
      texts.set(keyOf(query, operationName), known);
      const oldest = texts.keys().next();
      if (texts.size > MOST_TEXTS && oldest.done !== true) texts.delete(oldest.value);
    },
  };
};

interface Answered {
  readonly data: JsonObject | null;
}

export interface OwnExecutor {
  readonly execute: Executor;
  /**
   * Runs an operation whose very text Apollo Server has validated and the gateway has planned before, without asking
   * either again. Null for any other, and for variables that do not fit: those take the whole way.
   */
  again(context: RequestContext): Promise<Answered> | null;
}

/**
 * Runs the gateway's plans with a fraction of its work: responses are shaped by a form made once per operation, and an
 * entity that stands under many rows is asked for once. Plans it does not do go to Apollo's executor, which also is the
 * oracle in the tests.
 */
export const ownExecutor = (
  apollo: Executor,
  plan: ReturnType<typeof planner>['plan'],
  schema: () => GraphQLSchema,
  subgraphs: ReadonlyMap<string, Reachable>,
): OwnExecutor => {
  const planned = new WeakMap<DocumentNode, Map<string | undefined, Prepared | null>>();
  const texts = knownTexts();

  const coerce = ({ operation }: Prepared, variables: JsonObject | undefined) =>
    getVariableValues(schema(), operation.variableDefinitions ?? [], variables ?? {});

  const run = async (
    context: RequestContext,
    { document, prepared }: Known,
    coerced: JsonObject,
  ): Promise<Answered> => {
    const { variables = {}, operationName } = context.request;
    const tree = fieldTree(document, operationName);
    const data: JsonObject = {};
    await runStep({ context, schema: schema(), subgraphs, tree, variables, coerced, data }, prepared.steps);
    const shaped = shapeResponse(data, shapeFor(schema(), prepared, coerced));
    for (const path of shaped.broken) context.collector.addBroken(path);
    return { data: shaped.data };
  };

  return {
    async execute(request) {
      const { document } = request;
      const context = request.context as RequestContext;
      const { query, operationName } = context.request;
      const operations = planned.get(document) ?? new Map<string | undefined, Prepared | null>();
      planned.set(document, operations);
      let prepared = operations.get(operationName);
      if (prepared === undefined) {
        const answer = await plan(apollo, request);
        if ('refused' in answer) return answer.refused;
        prepared = prepare(document, operationName, answer);
        operations.set(operationName, prepared);
      }
      if (!prepared) return apollo(request);
      texts.add(query, operationName, { document, prepared });
      const { errors, coerced } = coerce(prepared, context.request.variables);
      return errors ? { errors } : run(context, { document, prepared }, coerced);
    },
    again(context) {
      const { query, operationName, variables } = context.request;
      const known = texts.get(query, operationName);
      if (!known) return null;
      const { errors, coerced } = coerce(known.prepared, variables);
      return errors ? null : run(context, known, coerced);
    },
  };
};
