import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  parse,
  valueFromASTUntyped,
  visit,
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
  ['VirtualWardPatient.outOfRange', 10],
]);

/** The rows of a page: counted with the page that they belong to. */
const ROWS: ReadonlySet<string> = new Set(['nodes', 'edges']);

const isRow = (parent: GraphQLNamedType | null | undefined, field: string): boolean =>
  ROWS.has(field) && isObjectType(parent) && 'pageInfo' in parent.getFields();

type Variables = Readonly<Record<string, unknown>>;
/** How many objects are asked for below here, and by how many names, each times the `first` of every list around it. */
type Cost = (variables: Variables) => number;
/** Of a page: what each row costs, and what is said once beside the rows, however many there are. */
interface Costs {
  readonly rows: Cost;
  readonly beside: Cost;
}

const NOTHING: Cost = () => 0;
const FREE: Costs = { rows: NOTHING, beside: NOTHING };

const sumOf =
  (parts: readonly Cost[]): Cost =>
  (variables) =>
    parts.reduce((sum, part) => sum + part(variables), 0);
/** One row, and what is beside it. */
const together =
  ({ rows, beside }: Costs): Cost =>
  (variables) =>
    rows(variables) + beside(variables);

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

/** How much a value lists, at any depth of it. No recursion: the value is whatever a client sent. */
const listed = (value: unknown): number => {
  let count = 0;
  const left = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one !== 'object' || one === null) continue;
    if (Array.isArray(one)) count += one.length;
    for (const part of Object.values(one)) left.push(part);
  }
  return count;
};

/** What a field's arguments list is each looked for, or asked of: places, codes, ids. */
const listedBy = (node: FieldNode, given: (variable: string) => Cost): Cost => {
  let written = 0;
  const parts: Cost[] = [];
  for (const argument of node.arguments ?? [])
    visit(argument, {
      ListValue: ({ values }) => void (written += values.length),
      Variable: ({ name }) => void parts.push(given(name.value)),
    });
  if (written + parts.length === 0) return NOTHING;
  return (variables) => written + sumOf(parts)(variables);
};

/** The page size that a field asks for; null where it takes none. */
const pageSize = (
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  defaults: ReadonlyMap<string, unknown>,
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

const defaultsOf = ({ variableDefinitions }: OperationDefinitionNode): ReadonlyMap<string, unknown> =>
  new Map(
    (variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
    ),
  );

/** Works an operation's cost out of its schema, once; each fragment once, however often it is spread. */
const costOf = (
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  operation: OperationDefinitionNode,
): Cost => {
  const kept = new Map<string, Costs>();
  const defaults = defaultsOf(operation);
  const lists = new Map<string, Cost>();

  /** What a variable lists, counted once for all fields that take it. */
  const given = (variable: string): Cost => {
    const known = lists.get(variable);
    if (known) return known;
    const count = once((variables) => {
      const value = variables[variable];
      return listed(value === undefined ? defaults.get(variable) : value);
    });
    lists.set(variable, count);
    return count;
  };

  /** On a type that the schema has not, nothing: validation refuses that. */
  const ofSelections = (type: GraphQLNamedType | null | undefined, { selections }: SelectionSetNode): Costs => {
    const parts = selections.map((selection): Costs => {
      switch (selection.kind) {
        case Kind.FIELD: {
          const cost = ofField(type, selection);
          return isRow(type, selection.name.value) ? { rows: cost, beside: NOTHING } : { rows: NOTHING, beside: cost };
        }
        case Kind.INLINE_FRAGMENT: {
          const on = selection.typeCondition;
          return ofSelections(on ? schema.getType(on.name.value) : type, selection.selectionSet);
        }
        case Kind.FRAGMENT_SPREAD:
          return ofFragment(selection.name.value);
      }
    });
    return { rows: sumOf(parts.map(({ rows }) => rows)), beside: sumOf(parts.map(({ beside }) => beside)) };
  };

  const ofFragment = (name: string): Costs => {
    const known = kept.get(name);
    if (known) return known;
    // One that spreads itself is refused by validation, whatever it would cost.
    kept.set(name, FREE);
    const fragment = fragments.get(name);
    const own = fragment
      ? ofSelections(schema.getType(fragment.typeCondition.name.value), fragment.selectionSet)
      : FREE;
    const memo = { rows: once(own.rows), beside: once(own.beside) };
    kept.set(name, memo);
    return memo;
  };

  const ofField = (parent: GraphQLNamedType | null | undefined, node: FieldNode): Cost => {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return NOTHING;
    const field = parent.getFields()[node.name.value];
    if (!field) return NOTHING;
    const own = listedBy(node, given);
    if (!node.selectionSet) return own;
    const parts = ofSelections(getNamedType(field.type), node.selectionSet);
    const below = together(parts);
    if (field.name === '_entities') {
      const count = representations(node);
      return (variables) => count(variables) * (1 + below(variables));
    }
    const list = isListType(getNullableType(field.type));
    const size = pageSize(field, node, defaults);
    if (size && list) return (variables) => 1 + own(variables) + size(variables) * below(variables);
    if (size)
      return (variables) => 1 + own(variables) + size(variables) * parts.rows(variables) + parts.beside(variables);
    const times = isRow(parent, field.name) || !list ? 1 : (LONG_LISTS.get(`${parent.name}.${field.name}`) ?? PARTS);
    return (variables) => own(variables) + times * (1 + below(variables));
  };

  return together(ofSelections(schema.getRootType(operation.operation), operation.selectionSet));
};

/** Asked again with the same variables, it says the same without counting again; it does not keep them. */
const once = (cost: Cost): Cost => {
  const counted = new WeakMap<Variables, number>();
  return (variables) => {
    const known = counted.get(variables);
    if (known !== undefined) return known;
    const value = cost(variables);
    counted.set(variables, value);
    return value;
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
      // To the gateway's planner, an empty name is none.
      const cost = operationName ? known.get(operationName) : [...known.values()][0];
      return cost?.(variables) ?? 0;
    },
  };
};
