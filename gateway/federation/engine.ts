import type { GraphQLSchema } from 'graphql';
import type { Ask } from '../../schema/capabilities';
import type { GraphError } from '../../subgraphs/errors';

export type JsonObject = Record<string, unknown>;

export interface EngineRequest {
  readonly query: string;
  readonly variables?: JsonObject;
  readonly operationName?: string;
  readonly ask: Ask;
  /** Sent on unchanged to remote subgraphs, which verify the token themselves (design, section 6). */
  readonly forwarded: ForwardedHeaders;
}

export interface ForwardedHeaders {
  readonly authorization?: string;
  readonly traceparent?: string;
}

export interface EngineResponse {
  /** Left out when nothing was executed: the request itself was refused. */
  readonly data?: JsonObject | null;
  readonly errors?: readonly GraphError[];
  readonly extensions?: JsonObject;
}

/** What answers an operation over the supergraph. Behind it: `@apollo/gateway` today. */
export interface Engine {
  readonly schema: GraphQLSchema;
  /** Never rejects: what went wrong is in `errors`. */
  execute(request: EngineRequest): Promise<EngineResponse>;
  ready(): boolean;
  close(): Promise<void>;
}
