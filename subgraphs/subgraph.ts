import { parse, type DocumentNode, type GraphQLResolveInfo, type GraphQLScalarType } from 'graphql';
import type { GrantInUse } from '../schema/access';
import type { Ask, Door } from '../schema/capabilities';
import type { Freshness } from '../schema/answer';
import type { ErrorCode } from '../schema/errors';
import type { Instant } from '../schema/time';
import { subgraphSdl } from '../schema/sdl';

/** Where in the subgraph's own response something belongs: `info.path`. */
export type ResponsePath = GraphQLResolveInfo['path'];

export const pathOf = (path: ResponsePath): readonly (string | number)[] => {
  const keys: (string | number)[] = [];
  for (let at: ResponsePath | undefined = path; at !== undefined; at = at.prev) keys.push(at.key);
  return keys.reverse();
};

/** An error beside data that stands: added to the response by the executor, never thrown (graph conventions, 9 and 14). */
export interface ReportedError {
  readonly path: ResponsePath;
  readonly code: ErrorCode;
  /** Who was asked and what happened. No patient value, no vendor text. */
  readonly message: string;
  readonly capability?: string;
  readonly system?: string;
  readonly organisation?: string;
  /** Taken from the table of error codes when left out. */
  readonly retryable?: boolean;
}

/** One source's part in the answer, for `extensions.sources` (graph conventions, 13). */
export interface SourceReport {
  readonly path: ResponsePath;
  readonly capability: string;
  readonly system: string;
  readonly organisation: string;
  readonly answer: 'FOUND' | 'ABSENT' | 'FAILED' | 'NOT_CONNECTED';
  readonly code?: ErrorCode;
  readonly freshness?: Freshness;
  readonly asOf?: Instant;
  /** How long the ask took. */
  readonly ms: number;
}

/** What every resolver gets: one per request to one subgraph, in process and over HTTP alike. */
export interface SubgraphContext {
  readonly ask: Ask;
  readonly door: Door;
  /** The request's own store: made at first use, kept until the request ends. Loaders live here. */
  once<T>(key: symbol | object, make: () => T): T;
  report(error: ReportedError): void;
  answered(source: SourceReport): void;
  /** Something was answered under a break-glass grant: said in `extensions.breakGlass`. */
  underGrant(grant: GrantInUse): void;
}

/** A field resolver. `Source` is what the parent resolver returned. */
export type Resolver<Source = unknown, Args = Record<string, never>> = (
  source: Source,
  args: Args,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
) => unknown;

/** `__resolveReference`: called once per entity, so it must load through a batching loader. Must return a fresh object. */
export type ReferenceResolver<Reference = { readonly id: string }> = (
  reference: Reference,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
) => unknown;

/** Fields (or `__resolveReference`, `__resolveType`) by type; scalars by name. Kept loose because parents differ by type. */
export type ResolverMap = Readonly<
  Record<string, GraphQLScalarType | Readonly<Record<string, (...args: never[]) => unknown>>>
>;

/** One capability subgraph: its promise (SDL) and how it keeps it. It sees only schema/, never an adapter. */
export interface Subgraph {
  readonly name: string;
  readonly typeDefs: DocumentNode;
  readonly resolvers: ResolverMap;
}

/** A subgraph whose SDL is schema/graph/<name>.graphql. */
export const defineSubgraph = (name: string, resolvers: ResolverMap): Subgraph => ({
  name,
  typeDefs: parse(subgraphSdl(name), { noLocation: true }),
  resolvers,
});
