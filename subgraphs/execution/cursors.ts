import { createHash } from 'node:crypto';
import {
  defaultFieldResolver,
  getNamedType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { GraphRefusal } from '../../schema/errors';
import type { RecordIds } from '../../schema/record-id';
import type { SubgraphContext } from '../subgraph';
import { isPromise } from './is-promise';

type Arguments = Readonly<Record<string, unknown>>;
type Field = GraphQLField<unknown, SubgraphContext>;

/** Where to go on, how far, and which way: what else is given says which list it is. */
const PAGING: ReadonlySet<string> = new Set(['first', 'after', 'order']);

/** What of a list is told with its places in it. */
interface Page {
  readonly edges?: readonly { readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** What was asked of an object that has lists and no id of its own: they are other lists where it is asked otherwise. */
const askedOf = new WeakMap<object, () => string>();

const parentOf = (source: unknown): unknown => {
  if (typeof source !== 'object' || source === null) return null;
  return (source as { readonly id?: unknown }).id ?? askedOf.get(source)?.() ?? null;
};

/** Null narrows nothing, as what is left out does. */
const given = (_: string, value: unknown): unknown => value ?? undefined;

const nameOf = (type: GraphQLObjectType, field: Field, source: unknown, args: Arguments): string => {
  const narrowing = Object.entries(args).filter(([name]) => !PAGING.has(name));
  const asked = JSON.stringify([type.name, field.name, parentOf(source), Object.fromEntries(narrowing)], given);
  return createHash('sha256').update(asked).digest('base64url').slice(0, 16);
};

/** Sealed, since what a list is ordered by, and what it was searched by, may be a patient's value. */
const seal = (ids: RecordIds, list: string, place: string): string => ids.seal('cursor', `${list} ${place}`);

const placeIn = (ids: RecordIds, list: string, cursor: string): string => {
  const opened = ids.open('cursor', cursor);
  if (opened?.startsWith(`${list} `)) return opened.slice(list.length + 1);
  throw new GraphRefusal(
    'BAD_USER_INPUT',
    'after is not a cursor of this list with these arguments: leave it out, to begin again',
  );
};

/** Made at its first use, once. */
const lazily = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
};

/** Sealed when they are read; neither which list it is nor an edge is worked out before. */
const sealed = (page: Page, { door: { ids } }: SubgraphContext, list: () => string): object => ({
  ...page,
  ...(page.edges && {
    edges: () => page.edges?.map((edge) => ({ ...edge, cursor: () => seal(ids, list(), edge.cursor) })),
  }),
  pageInfo: {
    ...page.pageInfo,
    endCursor: () => page.pageInfo.endCursor && seal(ids, list(), page.pageInfo.endCursor),
  },
});

/** Where a page tells of the places in it. */
const PLACES: ReadonlySet<string> = new Set(['edges', 'pageInfo']);

const namesPlaces = (
  { selections }: SelectionSetNode,
  fragments: GraphQLResolveInfo['fragments'],
  spread: Set<string>,
): boolean =>
  selections.some((selection) => {
    switch (selection.kind) {
      case Kind.FIELD:
        return PLACES.has(selection.name.value);
      case Kind.INLINE_FRAGMENT:
        return namesPlaces(selection.selectionSet, fragments, spread);
      case Kind.FRAGMENT_SPREAD: {
        const { value } = selection.name;
        const fragment = fragments[value];
        if (!fragment || spread.has(value)) return false;
        spread.add(value);
        return namesPlaces(fragment.selectionSet, fragments, spread);
      }
    }
  });

const known = new WeakMap<FieldNode, boolean>();

/** Whether places in the page are asked for at all: most pages are told for what they hold. Worked out once a document. */
const tellsPlaces = ({ fieldNodes, fragments }: GraphQLResolveInfo): boolean =>
  fieldNodes.some((node) => {
    const hit = known.get(node);
    if (hit !== undefined) return hit;
    const tells = node.selectionSet !== undefined && namesPlaces(node.selectionSet, fragments, new Set());
    known.set(node, tells);
    return tells;
  });

const isPaged = ({ args }: Field): boolean => args.some(({ name }) => name === 'after');

/** What is known at once is passed on at once. */
const then = (made: unknown, next: (value: unknown) => unknown): unknown =>
  isPromise(made) ? made.then(next) : next(made);

const resolvePages = (type: GraphQLObjectType, field: Field): void => {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args: Arguments, context, info): unknown => {
    const { after } = args;
    if (typeof after !== 'string' && !tellsPlaces(info))
      return resolve(source, { ...args, after: null }, context, info);
    const list = lazily(() => nameOf(type, field, source, args));
    const place = typeof after === 'string' ? placeIn(context.door.ids, list(), after) : null;
    return then(
      resolve(source, { ...args, after: place }, context, info),
      (page) => page && sealed(page as Page, context, list),
    );
  };
};

const rememberArguments = (type: GraphQLObjectType, field: Field): void => {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args: Arguments, context, info): unknown =>
    then(resolve(source, args, context, info), (made) => {
      if (typeof made === 'object' && made !== null)
        askedOf.set(
          made,
          lazily(() => nameOf(type, field, source, args)),
        );
      return made;
    });
};

/**
 * A cursor of one list, taken for a place in another, gives a page that begins anywhere and looks like any other. So each
 * says of which list it is (the field, whose it is, what it was narrowed by) at every field that takes one, and is refused
 * by all others.
 */
export const tellCursorsApart = (schema: GraphQLSchema): void => {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const fieldsOf = (type: GraphQLObjectType): readonly Field[] => Object.values(type.getFields());
  const roots = [schema.getQueryType(), schema.getMutationType()];
  const isNameless = (type: GraphQLObjectType): boolean =>
    !roots.includes(type) && !type.getFields()['id'] && fieldsOf(type).some(isPaged);
  for (const type of types)
    for (const field of fieldsOf(type)) {
      const made = getNamedType(field.type);
      if (isPaged(field)) resolvePages(type, field);
      else if (isObjectType(made) && isNameless(made)) rememberArguments(type, field);
    }
};
