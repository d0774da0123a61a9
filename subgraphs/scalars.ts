import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { parseNhsNumber, parseOdsCode } from '../schema/identifiers';
import { periodFields } from './period';
import { londonDate, parseInstant, parseLocalDate, parsePartialDate } from '../schema/time';

/** A text scalar that is checked on the way in. The error names the type and never the value: it may be a patient's. */
const textScalar = (
  name: string,
  parse: (text: string) => string | null,
  serialize: (value: unknown) => string = String,
): GraphQLScalarType => {
  const read = (value: unknown, node?: ValueNode): string => {
    const parsed = typeof value === 'string' ? parse(value) : null;
    if (parsed !== null) return parsed;
    // The node says at which argument it stands.
    throw new GraphQLError(`Not a valid ${name}`, { nodes: node ?? null, extensions: { code: 'BAD_USER_INPUT' } });
  };
  return new GraphQLScalarType({
    name,
    serialize,
    parseValue: (value) => read(value),
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : null, node),
  });
};

/** A source that knows the moment knows the day, which is London's: 23:30Z in August is tomorrow already. */
const dayOrLess = (value: unknown): string => {
  const text = String(value);
  const moment = parsePartialDate(text) === null ? parseInstant(text) : null;
  return moment === null ? text : londonDate(moment);
};

/** The scalars of values.graphql, and what its value types resolve by, for every subgraph. */
export const scalars = {
  Instant: textScalar('Instant', parseInstant),
  Date: textScalar('Date', parseLocalDate),
  PartialDate: textScalar('PartialDate', parsePartialDate, dayOrLess),
  NhsNumber: textScalar('NhsNumber', parseNhsNumber),
  OdsCode: textScalar('OdsCode', parseOdsCode),
  Period: periodFields,
  Decimal: textScalar('Decimal', (text) => (/^-?\d+(\.\d+)?$/.test(text) ? text : null)),
};

/** `in-progress` as the enum value `IN_PROGRESS`. */
export const enumValue = (text: string): string => text.replace(/-/g, '_').toUpperCase();
