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
import { dearestOf, type DearField } from './dearest';
import { allOf, type Cost, type FieldCost, type Selected, type Variables } from './field-cost';

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

/** Of a page: what each row costs, and what is said once beside the rows, however many there are. */
interface Costs {
  readonly rows: Cost;
  readonly beside: Cost;
  readonly fields: Selected;
}

const NOTHING: Cost = () => 0;
const ONCE: Cost = () => 1;
const FREE: Costs = { rows: NOTHING, beside: NOTHING, fields: new Map() };

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

interface Measured {
  readonly cost: Cost;
  dearest(variables: Variables): readonly DearField[];
}

/** Works an operation's cost out of its schema, once; each fragment once, however often it is spread. */
const measured = (
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  operation: OperationDefinitionNode,
): Measured => {
  const kept = new Map<string, Costs>();
  const fieldCosts = new Map<FieldNode, FieldCost>();
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
          const { cost, isRow: row } = ofField(type, selection);
          const fields = new Map([[selection, 1]]);
          return row ? { rows: cost, beside: NOTHING, fields } : { rows: NOTHING, beside: cost, fields };
        }
        case Kind.INLINE_FRAGMENT: {
          const on = selection.typeCondition;
          return ofSelections(on ? schema.getType(on.name.value) : type, selection.selectionSet);
        }
        case Kind.FRAGMENT_SPREAD:
          return ofFragment(selection.name.value);
      }
    });
    return {
      rows: sumOf(parts.map(({ rows }) => rows)),
      beside: sumOf(parts.map(({ beside }) => beside)),
      fields: allOf(parts.map(({ fields }) => fields)),
    };
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
    const memo = { rows: once(own.rows), beside: once(own.beside), fields: own.fields };
    kept.set(name, memo);
    return memo;
  };

  const ofField = (parent: GraphQLNamedType | null | undefined, node: FieldNode): FieldCost => {
    const parts = partsOf(parent, node);
    const cost: Cost = (variables) =>
      parts.own(variables) +
      parts.timesRows(variables) * parts.selected.rows(variables) +
      parts.timesBeside(variables) * parts.selected.beside(variables);
    const { timesRows, timesBeside } = parts;
    const name = (node.alias ?? node.name).value;
    const below = parts.selected.fields;
    const field = { name, isRow: isRow(parent, node.name.value), cost, timesRows, timesBeside, below };
    fieldCosts.set(node, field);
    return field;
  };

  /** The field's own objects, what is selected below it, and how often that is asked for. */
  const partsOf = (parent: GraphQLNamedType | null | undefined, node: FieldNode) => {
    const nothing = { own: NOTHING, timesRows: ONCE, timesBeside: ONCE, selected: FREE };
    if (!isObjectType(parent) && !isInterfaceType(parent)) return nothing;
    const field = parent.getFields()[node.name.value];
    if (!field) return nothing;
    const own = listedBy(node, given);
    if (!node.selectionSet) return { ...nothing, own };
    const selected = ofSelections(getNamedType(field.type), node.selectionSet);
    if (field.name === '_entities') {
      const count = representations(node);
      return { own: count, timesRows: count, timesBeside: count, selected };
    }
    const list = isListType(getNullableType(field.type));
    const size = pageSize(field, node, defaults);
    if (size) {
      const withOne: Cost = (variables) => 1 + own(variables);
      return { own: withOne, timesRows: size, timesBeside: list ? size : ONCE, selected };
    }
    const count = isRow(parent, field.name) || !list ? 1 : (LONG_LISTS.get(`${parent.name}.${field.name}`) ?? PARTS);
    const times: Cost = () => count;
    return { own: (variables: Variables) => own(variables) + count, timesRows: times, timesBeside: times, selected };
  };

  const all = ofSelections(schema.getRootType(operation.operation), operation.selectionSet);
  const cost = once(together(all));
  return { cost, dearest: (variables) => dearestOf(cost(variables), all.fields, fieldCosts, variables) };
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
  /**
   * The deepest field that asks for half of all objects or more; or the two dearest beside each other, where the half is
   * only theirs together. Empty where {@link costOf} is 0.
   */
  dearest(query: string, operationName: string | undefined, variables: Variables): readonly DearField[];
}

const MOST_KEPT = 1_000;
/** Nobody's own operation is longer; what is, is measured anew each time, and cannot fill the memory. */
const LONGEST_KEPT = 16_384;

/** Measures operations before they are run. What was worked out for a text is kept, for the thousand last seen. */
export const costMeter = (schema: GraphQLSchema, maxTokens: number): CostMeter => {
  const kept = new Map<string, ReadonlyMap<string, Measured>>();
  const compile = (query: string): ReadonlyMap<string, Measured> => {
    try {
      const document = parse(query, { noLocation: true, maxTokens });
      const fragments = new Map<string, FragmentDefinitionNode>();
      const operations: OperationDefinitionNode[] = [];
      for (const definition of document.definitions) {
        if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
        else if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
      }
      return new Map(
        operations.map((operation) => [operation.name?.value ?? '', measured(schema, fragments, operation)]),
      );
    } catch {
      return new Map();
    }
  };
  const measureOf = (query: string, operationName: string | undefined): Measured | undefined => {
    const known = kept.get(query) ?? compile(query);
    kept.delete(query);
    if (query.length <= LONGEST_KEPT) kept.set(query, known);
    const [oldest = query] = kept.keys();
    if (kept.size > MOST_KEPT) kept.delete(oldest);
    // To the gateway's planner, an empty name is none.
    return operationName ? known.get(operationName) : [...known.values()][0];
  };
  return {
    costOf: (query, operationName, variables) => measureOf(query, operationName)?.cost(variables) ?? 0,
    dearest: (query, operationName, variables) => measureOf(query, operationName)?.dearest(variables) ?? [],
  };
};
