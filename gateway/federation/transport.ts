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
const GRACE_MS = 600;

/** Milliseconds that a subgraph may still take. */
const remaining = (ask: Ask): number => Math.max(1, ask.deadline - ask.clock.millis() + GRACE_MS);

/**
 * What a subgraph answers within its time. Past that it rejects, whatever is still waited for: a connection of the pool
 * that others hold, an answer, or the rest of one; and `late` is told.
 */
export const inTime = <T>(name: string, ask: Ask, execute: () => Promise<T>, late?: () => void): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`The ${name} subgraph did not answer in time`));
      late?.();
    }, remaining(ask));
    execute()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });

/** The same for a subgraph that can be told to stop: the signal fires past its time, and when the client goes away. */
export const stoppedInTime = <T>(name: string, ask: Ask, execute: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  if (ask.signal.aborted) stop();
  else ask.signal.addEventListener('abort', stop, { once: true });
  return inTime(name, ask, () => execute(controller.signal), stop).finally(() =>
    ask.signal.removeEventListener('abort', stop),
  );
};
