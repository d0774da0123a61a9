import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { GrantInUse } from '../schema/access';
import type { Ask, Door } from '../schema/capabilities';
import { documentsOf, type Documents } from './documents';
import { asGraphError, graphError, type ErrorLog, type GraphError } from './errors';
import { tellCursorsApart } from './execution/cursors';
import { refuseEmptyLists } from './execution/empty-lists';
import { answerEntities } from './execution/entities';
import { fieldsRead } from './execution/fields-read';
import { planOperation, type OperationPlan } from './execution/operation-plan';
import { runOperation } from './execution/run-operation';
import { switchedOn, switchesOf, type Variables } from './execution/switches';
import { grantLine, type GrantLine } from './grants';
import { sourcesOf, type SourceEntry } from './sources';
import { pathOf, type Subgraph, type SubgraphContext } from './subgraph';

/** A subgraph ready to answer. */
export interface ExecutableSubgraph {
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly log: ErrorLog;
}

export interface SubgraphRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string | undefined;
  readonly context: { readonly ask: Ask; readonly door: Door };
}

export interface SubgraphResponse {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphError[];
  readonly extensions?: { readonly sources?: readonly SourceEntry[]; readonly breakGlass?: readonly GrantLine[] };
}

/** Builds the schema once. Throws when SDL and resolvers do not fit. */
export const executable = (subgraph: Subgraph, log: ErrorLog): ExecutableSubgraph => {
  // Apollo types resolver maps with `any`; ours is narrower.
  const module = { typeDefs: subgraph.typeDefs, resolvers: subgraph.resolvers };
  const schema = buildSubgraphSchema(module as Parameters<typeof buildSubgraphSchema>[0]);
  answerEntities(schema);
  tellCursorsApart(schema);
  refuseEmptyLists(schema);
  return { name: subgraph.name, schema, documents: documentsOf(schema), log };
};

interface Channels {
  readonly context: SubgraphContext;
  readonly reported: readonly GraphError[];
  readonly sources: { entries(): readonly SourceEntry[] };
  readonly grants: ReadonlyMap<string, GrantInUse>;
}

const channelsFor = ({ ask, door }: SubgraphRequest['context']): Channels => {
  const store = new Map<symbol | object, unknown>();
  const reported: GraphError[] = [];
  const sources = sourcesOf();
  const grants = new Map<string, GrantInUse>();
  const context: SubgraphContext = {
    ask,
    door,
    once<T>(key: symbol | object, make: () => T): T {
      if (!store.has(key)) store.set(key, make());
      return store.get(key) as T;
    },
    report({ path, code, message, ...details }) {
      reported.push(graphError(code, message, { ...details, path: pathOf(path) }));
    },
    answered({ path, ...source }) {
      sources.add(source, pathOf(path));
    },
    underGrant(grant) {
      grants.set(grant.id, grant);
    },
  };
  return { context, reported, sources, grants };
};

/** Null-prototype objects print and spread the same; only the type is widened. */
const dataOf = (result: ExecutionResult): Pick<SubgraphResponse, 'data'> =>
  result.data === undefined ? {} : { data: result.data };

/** Neither stands in a response that has none of it. */
export const extensionsOf = (
  sources: readonly SourceEntry[],
  breakGlass: readonly GrantLine[],
): Pick<SubgraphResponse, 'extensions'> =>
  sources.length + breakGlass.length === 0
    ? {}
    : { extensions: { ...(sources.length > 0 && { sources }), ...(breakGlass.length > 0 && { breakGlass }) } };

/** What a document was planned to, by its operation and by what `@skip` and `@include` leave of it. */
interface Plans {
  readonly switches: readonly string[];
  readonly known: Map<string, OperationPlan | null>;
}

const plans = new WeakMap<DocumentNode, Plans>();
/** Of a document: switches double them one by one, and names come with requests. */
const MOST_PLANS = 64;

/** Worked out once; null when graphql-js is to execute it. */
const planFor = (
  { schema }: ExecutableSubgraph,
  document: DocumentNode,
  operationName: string | undefined,
  variables: Variables,
): OperationPlan | null => {
  const own = plans.get(document) ?? { switches: switchesOf(document), known: new Map<string, OperationPlan | null>() };
  plans.set(document, own);
  const on = switchedOn(document, operationName, own.switches, variables);
  if (on === null) return null;
  // By name, exactly: no name is a document's only operation, the empty name is that of none.
  const key = JSON.stringify([operationName ?? null, ...on]);
  const hit = own.known.get(key);
  if (hit !== undefined) return hit;
  const plan = planOperation(schema, document, operationName, on);
  // One that names no operation is not kept.
  if ((plan || operationName === undefined) && own.known.size < MOST_PLANS) own.known.set(key, plan);
  return plan;
};

/**
 * Answers one operation on one subgraph. Never rejects: what resolvers throw and what they report are both in `errors`,
 * and who answered is in `extensions.sources`, with paths in this response's own coordinates.
 */
export const executeSubgraph = async (
  subgraph: ExecutableSubgraph,
  request: SubgraphRequest,
): Promise<SubgraphResponse> => {
  const document = subgraph.documents.get(request.query);
  if (!('kind' in document)) return { errors: document.map((error) => asGraphError(error, subgraph.log, subgraph)) };
  const { context, reported, sources, grants } = channelsFor(request.context);
  const { schema } = subgraph;
  const { variables = {}, operationName } = request;
  const plan = planFor(subgraph, document, operationName, variables);
  const result = plan
    ? await runOperation(schema, plan, variables, context)
    : await execute({
        ...{ schema, document, contextValue: context },
        ...{ variableValues: variables, operationName: operationName ?? null },
      });
  const thrown = (result.errors ?? []).map((error) => asGraphError(error, subgraph.log, subgraph));
  const errors = [...thrown, ...reported];
  const entries = sources.entries();
  const { ask, door } = request.context;
  door.use?.read(fieldsRead(schema, document, { name: operationName, variables }, entries), ask);
  return {
    ...dataOf(result),
    ...(errors.length === 0 ? {} : { errors }),
    ...extensionsOf(entries, [...grants.values()].map(grantLine)),
  };
};
