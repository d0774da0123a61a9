import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { JsonObject } from './engine';

/** How a value is shaped: lists and non-nulls outside in. */
export interface ValueShape {
  readonly nonNull: boolean;
  /** Of each item, when it is a list. */
  readonly items?: ValueShape;
  /** Of an object; left out for a leaf. */
  readonly object?: ObjectShape;
}

export interface FieldShape {
  readonly key: string;
  /** `__typename`: answered from the type itself where the data does not say. */
  readonly typename: boolean;
  readonly value: ValueShape;
}

/** The fields of one place, by the object's type; worked out when a type is first met there. */
export interface ObjectShape {
  /** The type's name, where only one is possible. */
  readonly only?: string;
  /** Undefined for a type that cannot stand here. */
  fields(type: string): readonly FieldShape[] | undefined;
}

interface Making {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: JsonObject;
}

const isOn = ({ variables }: Making, directives: readonly DirectiveNode[] | undefined): boolean =>
  (directives ?? []).every(({ name, arguments: given }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    const on =
      value?.kind === Kind.VARIABLE ? variables[value.name.value] : value?.kind === Kind.BOOLEAN && value.value;
    return name.value === 'skip' ? on !== true : on === true;
  });

const applies = ({ schema }: Making, type: GraphQLObjectType, condition: string | undefined): boolean => {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  return isAbstractType(wanted) && schema.isSubType(wanted, type);
};

/** GraphQL specification, section 6.3.2, CollectFields: the fields of one response key together. */
const collect = (
  making: Making,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> => {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const visit = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (!isOn(making, selection.directives)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        fields.set(key, [...(fields.get(key) ?? []), selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(making, type, selection.typeCondition?.name.value)) visit(selection.selectionSet);
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = making.fragments.get(selection.name.value);
        if (fragment && applies(making, type, fragment.typeCondition.name.value)) visit(fragment.selectionSet);
      }
    }
  };
  sets.forEach(visit);
  return fields;
};

const valueShape = (making: Making, type: GraphQLOutputType, sets: readonly SelectionSetNode[]): ValueShape => {
  if (isNonNullType(type)) return { ...valueShape(making, type.ofType, sets), nonNull: true };
  if (isListType(type)) return { nonNull: false, items: valueShape(making, type.ofType, sets) };
  const named = getNamedType(type);
  return isCompositeType(named)
    ? { nonNull: false, object: objectShape(making, isObjectType(named) ? named.name : undefined, sets) }
    : { nonNull: false };
};

const TYPENAME: ValueShape = { nonNull: true };

const fieldShapes = (
  making: Making,
  typeName: string,
  sets: readonly SelectionSetNode[],
): readonly FieldShape[] | undefined => {
  const type = making.schema.getType(typeName);
  if (!isObjectType(type)) return undefined;
  return [...collect(making, type, sets)].flatMap(([key, nodes]): readonly FieldShape[] => {
    const name = nodes[0]?.name.value ?? '';
    if (name === '__typename') return [{ key, typename: true, value: TYPENAME }];
    const field = type.getFields()[name];
    const below = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
    return field ? [{ key, typename: false, value: valueShape(making, field.type, below) }] : [];
  });
};

const objectShape = (making: Making, only: string | undefined, sets: readonly SelectionSetNode[]): ObjectShape => {
  const byType = new Map<string, readonly FieldShape[] | undefined>();
  return {
    ...(only === undefined ? {} : { only }),
    fields(type) {
      if (!byType.has(type)) byType.set(type, fieldShapes(making, type, sets));
      return byType.get(type);
    },
  };
};

/** What an operation's response looks like; `variables` decide `@skip` and `@include`, so it holds for those values alone. */
export const operationShape = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: JsonObject,
): ObjectShape => {
  const root = schema.getRootType(operation.operation);
  return objectShape({ schema, fragments, variables }, root?.name, [operation.selectionSet]);
};
