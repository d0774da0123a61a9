import { Kind, parse, print, stripIgnoredCharacters, type FieldNode, type SelectionNode } from 'graphql';
import type { JsonObject } from './engine';
import { isObject } from './places';

/** A fetch of entities that also asks each of them who it is. */
export interface NamedFetch {
  readonly query: string;
  /** Under which response key each entity tells its type; null where its id is asked of that type alone, and so tells both. */
  readonly typeKey: string | null;
  /** Under which response key each entity tells its id. */
  readonly idKey: string;
}

const field = (name: string, alias: string): FieldNode => ({
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: alias },
  name: { kind: Kind.NAME, value: name },
});

const idOf = (type: string, key: string): SelectionNode => ({
  kind: Kind.INLINE_FRAGMENT,
  typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
  selectionSet: { kind: Kind.SELECTION_SET, selections: [field('id', key)] },
});

/** A response key that the query does not use: a client may name its own fields anything. */
const unusedIn = (query: string, key: string): string => (query.includes(key) ? unusedIn(query, `${key}_`) : key);

const named = (query: string, types: readonly string[], alike: boolean): NamedFetch => {
  const typeKey = alike ? null : unusedIn(query, '_type');
  const idKey = unusedIn(query, '_id');
  const asked = [
    ...(typeKey === null ? [] : [field('__typename', typeKey)]),
    ...types.map((type) => idOf(type, idKey)),
  ];
  const document = parse(query, { noLocation: true });
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
    const selections = definition.selectionSet.selections.map((selection) =>
      selection.kind === Kind.FIELD && selection.selectionSet
        ? {
            ...selection,
            selectionSet: { ...selection.selectionSet, selections: [...asked, ...selection.selectionSet.selections] },
          }
        : selection,
    );
    return { ...definition, selectionSet: { ...definition.selectionSet, selections } };
  });
  return { query: stripIgnoredCharacters(print({ ...document, definitions })), typeKey, idKey };
};

const known = new Map<string, NamedFetch>();

/** Whether an id, asked of this type alone, is all that it takes to know each of them: an answer of another type has none. */
const areAlike = (types: readonly string[], representations: readonly JsonObject[]): boolean =>
  types.length === 1 && representations.every(({ id }) => typeof id === 'string');

/** The types that have an id to tell, each once, in one order: the text of the fetch depends on them. */
const typesWithId = (representations: readonly JsonObject[]): readonly string[] => {
  const types = new Set<string>();
  for (const { __typename: type, id } of representations)
    if (typeof type === 'string' && typeof id === 'string') types.add(type);
  return types.size > 1 ? [...types].sort() : [...types];
};

/**
 * A planner's fetch of entities, asking each of them for its type and its key as well. `_entities` answers by place
 * alone (Apollo Federation subgraph specification, `_entities`): without these, an answer of one patient in another's
 * place could not be told from the right one.
 */
export const namedFetch = (query: string, representations: readonly JsonObject[]): NamedFetch => {
  const types = typesWithId(representations);
  const alike = areAlike(types, representations);
  const text = `${alike ? 'alike' : ''} ${types.join()} ${query}`;
  const hit = known.get(text);
  if (hit) return hit;
  const made = named(query, types, alike);
  if (known.size < 1_000) known.set(text, made);
  return made;
};

/** Whether each entity that is told stands in the place of the one that was asked for. One that is null names nobody. */
export const areInPlace = (
  { typeKey, idKey }: NamedFetch,
  entities: readonly unknown[],
  representations: readonly JsonObject[],
): boolean =>
  entities.every((entity, at) => {
    const { __typename: type, id } = representations[at] ?? {};
    if (!isObject(entity)) return true;
    const isOfType = typeKey === null || entity[typeKey] === type;
    return isOfType && (typeof id !== 'string' || entity[idKey] === id);
  });
