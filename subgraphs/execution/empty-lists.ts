import {
  defaultFieldResolver,
  getNamedType,
  isInputObjectType,
  isObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { GraphRefusal } from '../../schema/errors';
import type { SubgraphContext } from '../subgraph';

type Arguments = Readonly<Record<string, unknown>>;

/** What an `input` holds is what is to be done, not what narrows a search (graph conventions, 25). */
const narrowing = (args: Arguments): readonly (readonly [string, unknown])[] =>
  Object.entries(args).filter(([name]) => name !== 'input');

/** The first list, of these or within them, that holds nothing. */
const emptyAmong = (named: readonly (readonly [string, unknown])[]): string | undefined => {
  for (const [name, value] of named) {
    if (Array.isArray(value)) {
      if (value.length === 0) return name;
    } else if (typeof value === 'object' && value !== null) {
      const within = emptyAmong(Object.entries(value));
      if (within !== undefined) return within;
    }
  }
  return undefined;
};

const mayHoldList = (type: GraphQLInputType): boolean => {
  const named = getNamedType(type);
  return (
    String(type).includes('[') ||
    (isInputObjectType(named) && Object.values(named.getFields()).some((field) => mayHoldList(field.type)))
  );
};

/**
 * A list that names nothing could mean everything or nothing, and an empty answer to it would read as "none": refused at
 * every field that searches, so that none can forget to.
 */
export const refuseEmptyLists = (schema: GraphQLSchema): void => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === schema.getMutationType() || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name === '_entities' || !field.args.some((arg) => arg.name !== 'input' && mayHoldList(arg.type)))
        continue;
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (source: unknown, args: Arguments, context: SubgraphContext, info): unknown => {
        const empty = emptyAmong(narrowing(args));
        if (empty !== undefined)
          throw new GraphRefusal('BAD_USER_INPUT', `${empty} names nothing: leave it out, or name at least one`);
        return resolve(source, args, context, info);
      };
    }
  }
};
