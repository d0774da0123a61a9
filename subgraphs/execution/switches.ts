import {
  getOperationAST,
  Kind,
  valueFromASTUntyped,
  visit,
  type DocumentNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** What was given, with the operation's own defaults for what was not. */
export const withDefaults = ({ variableDefinitions = [] }: OperationDefinitionNode, given: Variables): Variables => ({
  ...Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  ),
  ...given,
});

/** Is the selection part of the operation? GraphQL specification, sections 3.13.1 (`@skip`) and 3.13.2 (`@include`). */
export const holds = ({ directives = [] }: SelectionNode, variables: Variables): boolean =>
  directives.every(({ name, arguments: given = [] }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const value = given[0]?.value;
    const said =
      value?.kind === Kind.VARIABLE
        ? variables[value.name.value] === true
        : value?.kind === Kind.BOOLEAN && value.value;
    return said === (name.value === 'include');
  });

/** The variables by which parts of a document hold or do not: few of many. */
export const switchesOf = (document: DocumentNode): readonly string[] => {
  const names = new Set<string>();
  visit(document, {
    Directive({ arguments: given = [] }) {
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
};

/** Which of them are on; null where one is neither on nor off, or there is no such operation. */
export const switchedOn = (
  document: DocumentNode,
  operationName: string | undefined,
  switches: readonly string[],
  given: Variables,
): ReadonlySet<string> | null => {
  if (switches.length === 0) return new Set();
  const operation = getOperationAST(document, operationName);
  if (!operation) return null;
  const variables = withDefaults(operation, given);
  const own = new Set((operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value));
  const on = switches.filter((name) => own.has(name));
  if (on.some((name) => typeof variables[name] !== 'boolean')) return null;
  return new Set(on.filter((name) => variables[name] === true));
};
