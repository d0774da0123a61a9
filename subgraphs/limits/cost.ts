import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  parse,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Plain lists are the parts of one record (codings, lines of an address): a handful. */
const PARTS = 3;

/** Plain lists that may be long, by type and field, with the most that they hold. */
const LONG_LISTS: ReadonlyMap<string, number> = new Map([
  ['Message.related', 200],
  ['EarlyWarningConnection.notAssessed', 100],
]);

/** The rows of a page: counted with the page that they belong to. */
const ROWS: ReadonlySet<string> = new Set(['nodes', 'edges']);

type Variables = Readonly<Record<string, unknown>>;
/** How many objects are asked for below here, each times the `first` of every list around it. */
type Cost = (variables: Variables) => number;

const NOTHING: Cost = () => 0;

/** Entities that a router asks a subgraph for at once (Apollo Federation subgraph specification, `_entities`). */
const representations = (node: FieldNode): ((variables: Variables) => number) => {
  const given = node.arguments?.find(({ name }) => name.value === 'representations')?.value;
  if (given?.kind === Kind.LIST) return () => given.values.length;
  if (given?.kind !== Kind.VARIABLE) return () => 1;
  const variable = given.name.value;
  return (variables) => {
    const value = variables[variable];
    return Array.isArray(value) ? value.length : 1;
  };
};

/** The page size that a field asks for; null where it takes none. */
const pageSize = (
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  defaults: ReadonlyMap<string, number>,
): ((variables: Variables) => number) | null => {
  const argument = field.args.find(({ name }) => name === 'first');
  if (!argument) return null;
  const byDefault = typeof argument.defaultValue === 'number' ? argument.defaultValue : 20;
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (given?.kind === Kind.INT) return () => Math.max(1, Number(given.value));
  if (given?.kind !== Kind.VARIABLE) return () => byDefault;
  const variable = given.name.value;
  // A variable that is not given has the operation's own default, and only then the field's.
  return (variables) => {
    const value = variables[variable] ?? defaults.get(variable);
    return typeof value === 'number' ? Math.max(1, value) : byDefault;
  };
};

const defaultsOf = ({ variableDefinitions }: OperationDefinitionNode): ReadonlyMap<string, number> =>
  new Map(
    (variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : [],
    ),
  );

/** Works an operation's cost out of its schema, once; each fragment once, however often it is spread. */
const costOf = (
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  operation: OperationDefinitionNode,
): Cost => {
  const kept = new Map<string, Cost>();
  const defaults = defaultsOf(operation);

  /** On a type that the schema has not, nothing: validation refuses that. */
  const ofSelections = (type: GraphQLNamedType | null | undefined, { selections }: SelectionSetNode): Cost => {
    const parts = selections.map((selection): Cost => {
      switch (selection.kind) {
        case Kind.FIELD:
          return ofField(type, selection);
        case Kind.INLINE_FRAGMENT: {
          const on = selection.typeCondition;
          return ofSelections(on ? schema.getType(on.name.value) : type, selection.selectionSet);
        }
        case Kind.FRAGMENT_SPREAD:
          return ofFragment(selection.name.value);
      }
    });
    return (variables) => parts.reduce((sum, part) => sum + part(variables), 0);
  };

  const ofFragment = (name: string): Cost => {
    const known = kept.get(name);
    if (known) return known;
    // One that spreads itself is refused by validation, whatever it would cost.
    kept.set(name, NOTHING);
    const fragment = fragments.get(name);
    const own = fragment
      ? ofSelections(schema.getType(fragment.typeCondition.name.value), fragment.selectionSet)
      : NOTHING;
    const memo = once(own);
    kept.set(name, memo);
    return memo;
  };

  const ofField = (parent: GraphQLNamedType | null | undefined, node: FieldNode): Cost => {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return NOTHING;
    const fields = parent.getFields();
    const field = fields[node.name.value];
    if (!field || !node.selectionSet) return NOTHING;
    const below = ofSelections(getNamedType(field.type), node.selectionSet);
    if (field.name === '_entities') {
      const count = representations(node);
      return (variables) => count(variables) * (1 + below(variables));
    }
    const size = pageSize(field, node, defaults);
    if (size) return (variables) => 1 + size(variables) * below(variables);
    const row = ROWS.has(field.name) && 'pageInfo' in fields;
    const times =
      row || !isListType(getNullableType(field.type)) ? 1 : (LONG_LISTS.get(`${parent.name}.${field.name}`) ?? PARTS);
    return (variables) => times * (1 + below(variables));
  };

  return ofSelections(schema.getRootType(operation.operation), operation.selectionSet);
};

/** Asked again with the same variables, it says the same without counting again. */
const once = (cost: Cost): Cost => {
  let last: { readonly variables: Variables; readonly value: number } | null = null;
  return (variables) => {
    if (last?.variables !== variables) last = { variables, value: cost(variables) };
    return last.value;
  };
};

export interface CostMeter {
  /** 0 for what cannot be parsed or names no operation: the engine says what is wrong with that. */
  costOf(query: string, operationName: string | undefined, variables: Variables): number;
}

const MOST_KEPT = 1_000;
/** Nobody's own operation is longer; what is, is measured anew each time, and cannot fill the memory. */
const LONGEST_KEPT = 16_384;

/** Measures operations before they are run. What was worked out for a text is kept, for the thousand last seen. */
export const costMeter = (schema: GraphQLSchema, maxTokens: number): CostMeter => {
  const kept = new Map<string, ReadonlyMap<string, Cost>>();
  const compile = (query: string): ReadonlyMap<string, Cost> => {
    try {
      const document = parse(query, { noLocation: true, maxTokens });
      const fragments = new Map<string, FragmentDefinitionNode>();
      const operations: OperationDefinitionNode[] = [];
      for (const definition of document.definitions) {
        if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
        else if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
      }
      return new Map(
        operations.map((operation) => [operation.name?.value ?? '', once(costOf(schema, fragments, operation))]),
      );
    } catch {
      return new Map();
    }
  };
  return {
    costOf: (query, operationName, variables) => {
      const known = kept.get(query) ?? compile(query);
      kept.delete(query);
      if (query.length <= LONGEST_KEPT) kept.set(query, known);
      const [oldest = query] = kept.keys();
      if (kept.size > MOST_KEPT) kept.delete(oldest);
      const cost = operationName === undefined ? [...known.values()][0] : known.get(operationName);
      return cost?.(variables) ?? 0;
    },
  };
};
