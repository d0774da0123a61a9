import {
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { holds } from './switches';

/** How a value is completed (GraphQL specification, section 6.4.3), worked out once per operation. */
export type ValuePlan = { readonly nonNull: boolean } & (
  | { readonly kind: 'leaf'; readonly type: GraphQLLeafType }
  | { readonly kind: 'list'; readonly items: ValuePlan }
  | { readonly kind: 'object'; readonly type: GraphQLObjectType; readonly fields: FieldsOf }
  | { readonly kind: 'abstract'; readonly type: GraphQLAbstractType; readonly fields: FieldsOf }
);

export interface FieldPlan {
  readonly key: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly on: GraphQLObjectType;
  /** Left out for `__typename`. */
  readonly asked?: {
    readonly definition: GraphQLField<unknown, unknown>;
    readonly value: ValuePlan;
  };
}

/** The fields selected at one place, by the object's type; made when a type is first met there. */
export type FieldsOf = (type: GraphQLObjectType) => readonly FieldPlan[];

export interface OperationPlan {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly fields: readonly FieldPlan[];
}

interface Making {
  readonly schema: GraphQLSchema;
  readonly fragments: OperationPlan['fragments'];
  holds(selection: SelectionNode): boolean;
}

const applies = ({ schema }: Making, type: GraphQLObjectType, condition: string | undefined): boolean => {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  return isAbstractType(wanted) && schema.isSubType(wanted, type);
};

/** GraphQL specification, section 6.3.2, CollectFields. */
const collect = (
  making: Making,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> => {
  const found = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const gather = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (!making.holds(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const same = found.get(key);
        if (same) same.push(selection);
        else found.set(key, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(making, type, selection.typeCondition?.name.value)) gather(selection.selectionSet);
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = making.fragments[selection.name.value];
        if (fragment && applies(making, type, fragment.typeCondition.name.value)) gather(fragment.selectionSet);
      }
    }
  };
  sets.forEach(gather);
  return found;
};

const fieldsOf = (making: Making, sets: readonly SelectionSetNode[]): FieldsOf => {
  const byType = new Map<GraphQLObjectType, readonly FieldPlan[]>();
  return (type) => {
    const known = byType.get(type);
    if (known) return known;
    const made = [...collect(making, type, sets)].flatMap(([key, nodes]): readonly FieldPlan[] => {
      const name = nodes[0]?.name.value ?? '';
      if (name === '__typename') return [{ key, name, nodes, on: type }];
      const definition: GraphQLField<unknown, unknown> | undefined = type.getFields()[name];
      if (!definition) return [];
      return [{ key, name, nodes, on: type, asked: { definition, value: valuePlan(making, definition.type, nodes) } }];
    });
    byType.set(type, made);
    return made;
  };
};

const valuePlan = (making: Making, type: GraphQLOutputType, nodes: readonly FieldNode[]): ValuePlan => {
  if (isNonNullType(type)) return { ...valuePlan(making, type.ofType, nodes), nonNull: true };
  const nonNull = false;
  if (isListType(type)) return { nonNull, kind: 'list', items: valuePlan(making, type.ofType, nodes) };
  if (isLeafType(type)) return { nonNull, kind: 'leaf', type };
  const below = fieldsOf(
    making,
    nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : [])),
  );
  return isObjectType(type)
    ? { nonNull, kind: 'object', type, fields: below }
    : { nonNull, kind: 'abstract', type, fields: below };
};

/** What graphql-js is left to do: other directives, introspection, and a name that JavaScript gives a meaning of its own. */
const isPlain = (document: DocumentNode): boolean => {
  let plain = true;
  visit(document, {
    Directive({ name }) {
      if (name.value !== 'skip' && name.value !== 'include') plain = false;
    },
    Field({ name, alias }) {
      if (name.value === '__schema' || name.value === '__type' || alias?.value === '__proto__') plain = false;
    },
  });
  return plain;
};

/** Types that recognise their objects themselves are not planned either; no subgraph has any. */
const hasTypeTests = (schema: GraphQLSchema): boolean =>
  Object.values(schema.getTypeMap()).some((type) => isCompositeType(type) && isObjectType(type) && type.isTypeOf);

/**
 * Null for an operation that graphql-js is to execute. The document must be valid. `on`: which of the variables in
 * `@skip` and `@include` are true; a plan is that of no other.
 */
export const planOperation = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  on: ReadonlySet<string> = new Set(),
): OperationPlan | null => {
  const operation = getOperationAST(document, operationName);
  if (!operation || operation.operation === OperationTypeNode.SUBSCRIPTION) return null;
  const root = schema.getRootType(operation.operation);
  if (!root || !isPlain(document) || hasTypeTests(schema)) return null;
  const fragments = Object.fromEntries(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  );
  const switched = Object.fromEntries([...on].map((name) => [name, true]));
  const making = { schema, fragments, holds: (selection: SelectionNode) => holds(selection, switched) };
  return { operation, fragments, fields: fieldsOf(making, [operation.selectionSet])(root) };
};
