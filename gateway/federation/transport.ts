import type { Ask } from '../../schema/capabilities';
import type { SubgraphResponse } from '../../subgraphs/execute';
import type { ForwardedHeaders, JsonObject } from './engine';

export interface SubgraphCall {
  readonly query: string;
  readonly variables: JsonObject;
  readonly operationName?: string;
  readonly ask: Ask;
  readonly forwarded: ForwardedHeaders;
}

/** How one subgraph is reached. Rejects when it could not be reached or did not answer as GraphQL. */
export interface SubgraphTransport {
  execute(call: SubgraphCall): Promise<SubgraphResponse>;
  close(): Promise<void>;
}

/**
 * The door keeps the deadline and answers in time with what it has; this much later the subgraph itself is given up, so
 * that a resolver that hangs cannot hold the whole answer.
 */
export const GRACE_MS = 600;

/** Milliseconds that a subgraph may still take. */
export const remaining = (ask: Ask): number => Math.max(1, ask.deadline - ask.clock.millis() + GRACE_MS);
