import {
  Kind,
  OperationTypeNode,
  parse,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  type SelectionSetNode,
  type ValueNode as ConditionValue,
} from 'graphql';
import type { JsonObject } from './engine';

/** What a client selected, by response key; fragments and type conditions folded together. */
export interface FieldTree {
  readonly children: ReadonlyMap<string, FieldTree>;
}

interface MutableTree {
  readonly children: Map<string, MutableTree>;
  /** Fragments that were spread here. */
  readonly spread: Set<string>;
}
const newTree = (): MutableTree => ({ children: new Map(), spread: new Set() });

/** A document's fragments by name. */
export const fragmentsOf = (document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  );

const keyOf = (field: FieldNode): string => field.alias?.value ?? field.name.value;

const grow = (
  tree: MutableTree,
  selections: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): void => {
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) {
      const key = keyOf(selection);
      const child = tree.children.get(key) ?? newTree();
      tree.children.set(key, child);
      if (selection.selectionSet) grow(child, selection.selectionSet, fragments);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) grow(tree, selection.selectionSet, fragments);
    else if (!tree.spread.has(selection.name.value)) {
      // Once at each place: fragments that spread the next one twice would else double with each.
      tree.spread.add(selection.name.value);
      const fragment = fragments.get(selection.name.value);
      if (fragment) grow(tree, fragment.selectionSet, fragments);
    }
  }
};

const trees = new WeakMap<DocumentNode, Map<string, FieldTree>>();

/** The client's own selections; documents are cached by Apollo Server, so this is worked out once for each. */
export const fieldTree = (document: DocumentNode, operationName: string | undefined): FieldTree => {
  const known = trees.get(document) ?? new Map<string, FieldTree>();
  trees.set(document, known);
  const name = operationName ?? '';
  const hit = known.get(name);
  if (hit) return hit;
  const tree = newTree();
  const operation = document.definitions.find(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && (name === '' || definition.name?.value === name),
  );
  if (operation?.kind === Kind.OPERATION_DEFINITION) grow(tree, operation.selectionSet, fragmentsOf(document));
  known.set(name, tree);
  return tree;
};

/** A field that a fetch to a subgraph was to fill. */
export interface FetchedField {
  readonly key: string;
  /** The entity type it is asked of; null at the root. */
  readonly on: string | null;
  /** Nodes that may carry `@skip` or `@include`. */
  readonly conditions: readonly (FieldNode | InlineFragmentNode)[];
}

export interface FetchShape {
  readonly entities: boolean;
  /** It does something, and so may have done it though nobody was told. */
  readonly mutation: boolean;
  readonly fields: readonly FetchedField[];
  /** Defaults of its Boolean variables. */
  readonly defaults: ReadonlyMap<string, boolean>;
}

const defaultsOf = (operation: DocumentNode['definitions'][number] | undefined): ReadonlyMap<string, boolean> =>
  new Map(
    (operation?.kind === Kind.OPERATION_DEFINITION ? (operation.variableDefinitions ?? []) : []).flatMap(
      ({ variable, defaultValue }) =>
        defaultValue?.kind === Kind.BOOLEAN ? [[variable.name.value, defaultValue.value] as const] : [],
    ),
  );

const collect = (
  selections: SelectionSetNode,
  on: string | null,
  conditions: readonly (FieldNode | InlineFragmentNode)[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly FetchedField[] =>
  selections.selections.flatMap((selection): readonly FetchedField[] => {
    if (selection.kind === Kind.FIELD)
      return selection.name.value === '__typename'
        ? []
        : [{ key: keyOf(selection), on, conditions: [...conditions, selection] }];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const type = on ?? selection.typeCondition?.name.value ?? null;
      return collect(selection.selectionSet, type, [...conditions, selection], fragments);
    }
    const fragment = fragments.get(selection.name.value);
    return fragment
      ? collect(fragment.selectionSet, on ?? fragment.typeCondition.name.value, conditions, fragments)
      : [];
  });

const shapes = new Map<string, FetchShape>();

/** What a planner's fetch asks for; read once and kept (bounded). */
export const fetchShape = (query: string): FetchShape => {
  const hit = shapes.get(query);
  if (hit) return hit;
  const document = parse(query, { noLocation: true });
  const fragments = fragmentsOf(document);
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const root = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
  const only = root?.selections[0];
  const entities = only?.kind === Kind.FIELD && only.name.value === '_entities' ? only.selectionSet : undefined;
  const fields = entities
    ? collect(entities, null, [], fragments)
    : (root ? collect(root, null, [], fragments) : []).map((field) => ({ ...field, on: null }));
  const mutation = operation?.kind === Kind.OPERATION_DEFINITION && operation.operation === OperationTypeNode.MUTATION;
  const shape: FetchShape = { entities: entities !== undefined, mutation, fields, defaults: defaultsOf(operation) };
  if (shapes.size < 1_000) shapes.set(query, shape);
  return shape;
};

/** The value of an `if` argument: written out, given, or the variable's default. */
const conditionOf = (
  shape: FetchShape,
  value: ConditionValue | undefined,
  variables: JsonObject,
): boolean | undefined => {
  if (value?.kind === Kind.BOOLEAN) return value.value;
  if (value?.kind !== Kind.VARIABLE) return undefined;
  const given = variables[value.name.value] ?? shape.defaults.get(value.name.value);
  return typeof given === 'boolean' ? given : undefined;
};

/** False when `@skip` or `@include` leaves the field out of this request. */
export const isAsked = (shape: FetchShape, field: FetchedField, variables: JsonObject): boolean =>
  field.conditions.every((node) =>
    (node.directives ?? []).every(({ name, arguments: given }) => {
      const value = conditionOf(shape, given?.find((argument) => argument.name.value === 'if')?.value, variables);
      return !(name.value === 'skip' && value === true) && !(name.value === 'include' && value === false);
    }),
  );
