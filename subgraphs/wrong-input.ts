import {
  GraphQLError,
  isEnumType,
  Kind,
  parse,
  print,
  visit,
  type ASTNode,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';

/**
 * graphql-js quotes what it was given (`got invalid value "9990000018"`): the name of the variable or argument is kept,
 * the value is not.
 */
export const withoutValues = (message: string): string =>
  message
    .replace(/^(Variable "\$\w+"|Argument "\w+") (got|has) (an )?invalid value[\s\S]*$/, '$1 has an invalid value.')
    .replace(/,? found [\s\S]*$/, ', found something else.')
    .replace(/ (value|number|string|boolean|integer): [\s\S]*$/, ' value.')
    .replace(/^Value "[\s\S]*?" does not exist/, 'The value given does not exist')
    .replace(/ Did you mean [\s\S]*$/, '');

/** What is wrong with a value, and what would be right where that is a list. */
const reasonOf = (message: string, schema: GraphQLSchema): string => {
  const [, name] =
    /^Value "[\s\S]*" does not exist in "(\w+)" enum/.exec(message) ??
    /^Enum "(\w+)" cannot represent non-(?:enum|string) value: /.exec(message) ??
    [];
  const type = name === undefined ? undefined : schema.getType(name);
  if (!isEnumType(type)) return withoutValues(message);
  const legal = type.getValues().map((value) => value.name);
  return `Not one of the values of ${type.name}, which are ${legal.join(', ')}.`;
};

/** Which part of a variable graphql-js speaks of: `filter.states[0]`. It stands behind the value, and before the reason. */
const partOf = (message: string, reason: string): string => {
  const [, part] = / at "([\w.[\]]+)"$/.exec(message.slice(0, -`; ${reason}`.length)) ?? [];
  return part === undefined ? '' : ` at "${part}"`;
};

/** A field's name in a variable is the asker's own text, as a value is. */
const withoutFields = (message: string): string =>
  message.replace(/^Field "[\s\S]*" is not defined by type "(\w+)"[\s\S]*$/, 'A field is given that $1 has not.');

const ofVariable = (error: GraphQLError, node: VariableDefinitionNode, schema: GraphQLSchema): string => {
  const { originalError: cause } = error;
  if (!(cause instanceof GraphQLError) || !error.message.endsWith(`; ${cause.message}`))
    return withoutValues(error.message);
  const reason = reasonOf(withoutFields(cause.message), schema);
  const part = partOf(error.message, cause.message);
  return `Variable "$${node.variable.name.value}" of type "${print(node.type)}" has an invalid value${part}: ${reason}`;
};

/** The argument, or the variable's default, that a value of a document stands in: `Argument "filter.states"`. */
const holderOf = ({ loc }: ASTNode): string | undefined => {
  if (!loc) return undefined;
  const names: string[] = [];
  let kind = 'Argument';
  visit(parse(loc.source.body), {
    enter: (node) => {
      if (!node.loc || node.loc.start > loc.start || node.loc.end < loc.end) return false;
      if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) names.push(node.name.value);
      if (node.kind === Kind.VARIABLE_DEFINITION) {
        kind = 'Variable';
        names.push(`$${node.variable.name.value}`);
      }
      return undefined;
    },
  });
  return names.length === 0 ? undefined : `${kind} "${names.join('.')}"`;
};

/** Of a value in a document itself: a literal that does not fit where it stands. */
const isOfValue = ({ kind }: ASTNode): boolean => {
  switch (kind) {
    case Kind.INT:
    case Kind.FLOAT:
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.NULL:
    case Kind.ENUM:
    case Kind.LIST:
    case Kind.OBJECT:
    case Kind.OBJECT_FIELD:
      return true;
    default:
      return false;
  }
};

/**
 * graphql-js's refusal of a document or of its variables, in words that hold no value of theirs: which variable of which
 * type, or which argument; what is wrong; the legal values of an enum.
 */
export const wrongInput = (error: GraphQLError, schema: GraphQLSchema): string => {
  const [node] = error.nodes ?? [];
  if (node?.kind === Kind.VARIABLE_DEFINITION) return ofVariable(error, node, schema);
  const reason = reasonOf(error.message, schema);
  const holder = node && isOfValue(node) ? holderOf(node) : undefined;
  return holder === undefined || reason.startsWith(holder) ? reason : `${holder}: ${reason}`;
};
