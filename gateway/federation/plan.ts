import type { Experimental_DidResolveQueryPlanCallback } from '@apollo/gateway';
import type { Path } from './places';

export type QueryPlan = Parameters<Experimental_DidResolveQueryPlanCallback>[0]['queryPlan'];
type PlanNode = NonNullable<QueryPlan['node']>;
type FetchNode = Extract<PlanNode, { kind: 'Fetch' }>;
export type Required = NonNullable<FetchNode['requires']>[number];

/** One request to one subgraph. */
export interface FetchStep {
  readonly kind: 'fetch';
  readonly subgraph: string;
  readonly query: string;
  readonly operationName?: string;
  /** Names of the client's variables that it uses. */
  readonly variables: readonly string[];
  /** From the root to the entities; `@` stands for each item of a list. */
  readonly path: Path;
  /** What makes an entity's representation; left out at the root. */
  readonly requires?: readonly Required[];
}

export type Step =
  | FetchStep
  | { readonly kind: 'sequence' | 'parallel'; readonly steps: readonly Step[] }
  | { readonly kind: 'condition'; readonly variable: string; readonly yes: Step; readonly no: Step };

const NOTHING: Step = { kind: 'sequence', steps: [] };

/** Thrown inside, when a plan uses a part of federation that our own executor leaves to Apollo's. */
class NotOurs extends Error {}

const fetchStep = (node: FetchNode, path: Path): FetchStep => {
  const rewritten = [node.inputRewrites, node.outputRewrites, node.contextRewrites].some((list) => list?.length);
  if (rewritten || node.hasDefers) throw new NotOurs('rewrites');
  if (!node.requires && path.length > 0) throw new NotOurs('a root fetch below the root');
  return {
    kind: 'fetch',
    subgraph: node.serviceName,
    query: node.operation,
    ...(node.operationName === undefined ? {} : { operationName: node.operationName }),
    variables: node.variableUsages ?? [],
    path,
    ...(node.requires ? { requires: node.requires } : {}),
  };
};

const step = (node: PlanNode | undefined, path: Path): Step => {
  if (!node) return NOTHING;
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'sequence', steps: node.nodes.map((each) => step(each, path)) };
    case 'Parallel':
      return { kind: 'parallel', steps: node.nodes.map((each) => step(each, path)) };
    case 'Flatten':
      return step(node.node, [...path, ...node.path]);
    case 'Condition':
      return {
        kind: 'condition',
        variable: node.condition,
        yes: step(node.ifClause, path),
        no: step(node.elseClause, path),
      };
    case 'Fetch':
      return fetchStep(node, path);
    case 'Defer':
    case 'Subscription':
      throw new NotOurs(node.kind);
  }
};

/**
 * Apollo's plan as our executor runs it; null when it needs what ours does not do (renamed conflicting fields,
 * interface objects, contexts), and Apollo's own executor runs it.
 */
export const asSteps = (plan: QueryPlan): Step | null => {
  try {
    return step(plan.node, []);
  } catch (error) {
    if (error instanceof NotOurs) return null;
    throw error;
  }
};
