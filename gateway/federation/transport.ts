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
const remaining = (ask: Ask): number => Math.max(1, ask.deadline - ask.clock.millis() + GRACE_MS);

/**
 * What a subgraph answers within its time. Past that it rejects, whatever is still waited for: a connection of the pool
 * that others hold, an answer, or the rest of one. The signal fires then, and when the client goes away.
 */
export const inTime = <T>(name: string, ask: Ask, execute: (signal: AbortSignal) => Promise<T>): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    const timer = setTimeout(() => {
      reject(new Error(`The ${name} subgraph did not answer in time`));
      stop();
    }, remaining(ask));
    if (ask.signal.aborted) stop();
    else ask.signal.addEventListener('abort', stop, { once: true });
    execute(controller.signal)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        ask.signal.removeEventListener('abort', stop);
      });
  });
