import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** One place in the graph that takes a client's text. */
export interface TextArgument {
  /** `Query.messages(filter.text)`. */
  readonly name: string;
  readonly root: string;
  /** A document that puts each of the texts there, and what the schema demands everywhere else. */
  document(texts: readonly string[]): string;
}

const SAMPLES: Readonly<Record<string, string>> = {
  ...{ Int: '1', Float: '1.5', Boolean: 'true', NhsNumber: '"9990000018"', Date: '"2026-11-20"' },
  DateTime: '"2026-11-20T10:00:00Z"',
};
/** What leads somewhere, for fields that lead nowhere without. */
const ARGUMENTS: Readonly<Record<string, string>> = { 'Query.patient': 'nhsNumber: "9990000018"' };

const sample = (type: GraphQLInputType): string => {
  const plain = getNullableType(type);
  if (isListType(plain)) return `[${sample(plain.ofType)}]`;
  if (isEnumType(plain)) return plain.getValues()[0]?.name ?? 'NONE';
  if (isScalarType(plain)) return SAMPLES[plain.name] ?? '"x"';
  if (isInputObjectType(plain)) return `{ ${demanded(Object.values(plain.getFields()))} }`;
  throw new TypeError('There is another kind of input');
};

type Input = GraphQLArgument | GraphQLInputField;
const isDemanded = (input: Input): boolean =>
  'astNode' in input && input.astNode?.kind === 'InputValueDefinition'
    ? isNonNullType(input.type) && input.defaultValue === undefined
    : isRequiredArgument(input as GraphQLArgument) || isRequiredInputField(input as GraphQLInputField);

const demanded = (inputs: readonly Input[], but?: Input): string =>
  inputs
    .filter((input) => input !== but && isDemanded(input))
    .map((input) => `${input.name}: ${sample(input.type)}`)
    .join(', ');

interface Leaf {
  readonly name: string;
  /** The whole value of the argument, with a text put at the leaf. */
  value(text: string): string;
}

/** Every place in an input that takes a text; inputs within inputs, as far as four deep. */
const leavesOf = (type: GraphQLInputType, name: string, depth = 0): readonly Leaf[] => {
  const plain = getNullableType(type);
  if (isListType(plain))
    return leavesOf(plain.ofType, name, depth).map((leaf) => ({ ...leaf, value: (text) => `[${leaf.value(text)}]` }));
  if (isScalarType(plain))
    return ['Int', 'Float', 'Boolean'].includes(plain.name) ? [] : [{ name, value: (text) => text }];
  if (!isInputObjectType(plain) || depth > 4) return [];
  const fields = Object.values(plain.getFields());
  return fields.flatMap((field) =>
    leavesOf(field.type, `${name}.${field.name}`, depth + 1).map((leaf) => ({
      name: leaf.name,
      value: (text: string) =>
        `{ ${[`${field.name}: ${leaf.value(text)}`, demanded(fields, field)].filter(Boolean).join(', ')} }`,
    })),
  );
};

/** How a type is reached: the selections that lead there, to be put around what is asked of it. */
type Around = (inner: string) => string;

const called = (parent: string, { name, args }: GraphQLField<unknown, unknown>): string => {
  const given = ARGUMENTS[`${parent}.${name}`] ?? demanded(args);
  return given === '' ? name : `${name}(${given})`;
};

/** The shortest way to every type, from the queries first. */
const waysIn = (
  root: GraphQLObjectType,
): ReadonlyMap<GraphQLObjectType, { readonly around: Around; readonly root: string }> => {
  const ways = new Map([[root, { around: ((inner) => inner) as Around, root: '' }]]);
  for (const [type, way] of ways)
    for (const field of Object.values(type.getFields())) {
      const next = getNamedType(field.type);
      if (!isObjectType(next) || ways.has(next)) continue;
      const around: Around = (inner) => way.around(`${called(type.name, field)} { ${inner} }`);
      ways.set(next, { around, root: way.root || field.name });
    }
  return ways;
};

/** Every argument of the schema that takes a text, on whatever type it stands. */
export const textArguments = (schema: GraphQLSchema): readonly TextArgument[] => {
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) => type ?? []);
  return roots.flatMap((root) =>
    [...waysIn(root)].flatMap(([type, way]) =>
      Object.values(type.getFields()).flatMap((field) =>
        field.args.flatMap((argument) =>
          leavesOf(argument.type, argument.name).map((leaf): TextArgument => {
            const others = demanded(field.args, argument);
            const below = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
            const one = (text: string, at: number): string =>
              `t${at}: ${field.name}(${[`${argument.name}: ${leaf.value(JSON.stringify(text))}`, others].filter(Boolean).join(', ')})${below}`;
            const operation = root === schema.getMutationType() ? 'mutation' : 'query';
            return {
              name: `${type.name}.${field.name}(${leaf.name})`,
              root: way.root || field.name,
              document: (texts) => `${operation} Attack { ${way.around(texts.map(one).join(' '))} }`,
            };
          }),
        ),
      ),
    ),
  );
};
