import {
  getNamedType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  parse,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { withSharedValues } from '../../schema/sdl';
import { holds, withDefaults, type Variables } from './switches';

/** A field that an operation selects, and where: response keys without list indexes, `bedState.nodes.ward.name`. */
export interface SelectedField {
  readonly field: string;
  readonly path: string;
}

/** A person's name or a period is one fact: the field that leads to such a value counts, its parts do not. */
export const VALUE_TYPES: ReadonlySet<string> = new Set(
  parse(withSharedValues(''), { noLocation: true }).definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION ? [definition.name.value] : [],
  ),
);

/** What Causeway says of its own: no system holds it. */
const OWN_TYPES: ReadonlySet<string> = new Set(['PageInfo', 'Completeness', 'Source', 'Window']);
const OWN_FIELDS: ReadonlySet<string> = new Set(['id', '_entities', '_service']);
/** How a page is put together, and how much there is of what its list holds. */
const PAGE_FIELDS: ReadonlySet<string> = new Set(['nodes', 'edges', 'node', 'cursor', 'totalCount']);

/** Does the field say something that a system holds? */
export const counts = (parent: GraphQLObjectType, name: string, type: string): boolean =>
  !OWN_FIELDS.has(name) && !OWN_TYPES.has(type) && !(PAGE_FIELDS.has(name) && /(Connection|Edge)$/.test(parent.name));

const objectsOf = (schema: GraphQLSchema, type: GraphQLCompositeType): readonly GraphQLObjectType[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type) : [type];

/**
 * Every field of an operation that says something a system holds. Ids, pages, completeness and sources are
 * Causeway's own. A field below an empty list is selected all the same. Empty where there is no such operation.
 */
export const selectedFields = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  given: Variables,
): readonly SelectedField[] => {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return [];
  const variables = withDefaults(operation, given);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const found = new Map<string, SelectedField>();
  // Each fragment once at each place: fragments that spread the next one twice would else double with each.
  const spread = new Set<string>();

  const below = (set: SelectionSetNode, condition: string | undefined, type: GraphQLCompositeType, path: string) => {
    const narrowed = condition === undefined ? type : schema.getType(condition);
    if (isCompositeType(narrowed)) walk(set, narrowed, path);
  };
  const walk = ({ selections }: SelectionSetNode, type: GraphQLCompositeType, path: string): void => {
    for (const selection of selections) {
      if (!holds(selection, variables)) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        below(selection.selectionSet, selection.typeCondition?.name.value, type, path);
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        const at = `${selection.name.value} ${type.name} ${path}`;
        if (!fragment || spread.has(at)) continue;
        spread.add(at);
        below(fragment.selectionSet, fragment.typeCondition.name.value, type, path);
      } else {
        const key = selection.alias?.value ?? selection.name.value;
        const at = path === '' ? key : `${path}.${key}`;
        for (const parent of objectsOf(schema, type)) {
          const definition = parent.getFields()[selection.name.value];
          if (!definition) continue;
          const value = getNamedType(definition.type);
          const field = `${parent.name}.${definition.name}`;
          if (counts(parent, definition.name, value.name)) found.set(`${at} ${field}`, { field, path: at });
          if (selection.selectionSet && isCompositeType(value) && !(isObjectType(value) && VALUE_TYPES.has(value.name)))
            walk(selection.selectionSet, value, at);
        }
      }
    }
  };
  walk(operation.selectionSet, root, '');
  return [...found.values()];
};
