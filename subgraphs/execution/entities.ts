import { isObjectType, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import type { ReferenceResolver, SubgraphContext } from '../subgraph';
import { isPromise } from './is-promise';

interface Representation {
  readonly __typename: string;
  readonly id: string;
}

interface ApolloExtensions {
  readonly apollo?: { readonly subgraph?: { readonly resolveReference?: ReferenceResolver<Representation> } };
}

/** Federation tells an entity's type by its `__typename`; the resolver gave a fresh object, so it may be written there. */
const named = (entity: unknown, name: string): unknown => {
  if (typeof entity !== 'object' || entity === null) return entity;
  const known: unknown = (entity as { readonly __typename?: unknown }).__typename;
  if (known === name) return entity;
  if (known !== undefined || !Object.isExtensible(entity)) return { ...entity, __typename: name };
  (entity as { __typename?: string }).__typename = name;
  return entity;
};

const entity = (reference: Representation, context: SubgraphContext, info: GraphQLResolveInfo): unknown => {
  const { __typename: name } = reference;
  const type = info.schema.getType(name);
  const resolveReference = (type?.extensions as ApolloExtensions | undefined)?.apollo?.subgraph?.resolveReference;
  if (!resolveReference) return named({ ...reference }, name);
  try {
    const found = resolveReference(reference, context, info);
    return isPromise(found) ? found.then((settled) => named(settled, name)) : named(found, name);
  } catch (cause) {
    // One reference that is nonsense costs its own entity, not those asked for beside it.
    return Promise.reject(cause instanceof Error ? cause : new Error(String(cause)));
  }
};

/** What is told of one entity stands at its own place, not at that of all that are asked for beside it. */
const atIndex = (info: GraphQLResolveInfo, index: number): GraphQLResolveInfo => ({
  ...info,
  path: { prev: info.path, key: index, typename: undefined },
});

/**
 * Answers `_entities` (Apollo Federation subgraph specification) without a promise for each entity that is known at
 * once. Entities by an interface stay with `@apollo/subgraph`.
 */
export const answerEntities = (schema: GraphQLSchema): void => {
  const field = schema.getQueryType()?.getFields()['_entities'];
  const apollo = field?.resolve;
  if (!field || !apollo) return;
  field.resolve = (
    source: unknown,
    args: { readonly representations: readonly Representation[] },
    context: SubgraphContext,
    info,
  ): unknown =>
    args.representations.every(({ __typename: name }) => isObjectType(info.schema.getType(name)))
      ? args.representations.map((reference, index) => entity(reference, context, atIndex(info, index)))
      : (apollo(source, args, context, info) as unknown);
};
