import { buildSchema, getNamedType, isObjectType, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { supergraphSdl } from '../../schema/sdl';

/** A field of the graph that gives a connection. */
export interface ListField {
  /** `Patient.allergies`. */
  readonly at: string;
  readonly name: string;
  /** Whether it takes `first` and `after`. */
  readonly pages: boolean;
  /** What to select of it: whatever tells one record from another, and all that the list says of itself. */
  readonly selection: string;
}

type Field = GraphQLField<unknown, unknown>;
const fieldsOf = (type: unknown): readonly Field[] =>
  isObjectType(type as GraphQLObjectType) ? Object.values((type as GraphQLObjectType).getFields()) : [];
const isLeaf = ({ type, args }: Field): boolean => args.length === 0 && fieldsOf(getNamedType(type)).length === 0;
const hasId = (type: unknown): boolean => fieldsOf(type).some(({ name }) => name === 'id');

/** Its id, where it has one; else its own values, and the ids of what it points to. */
const nodeSelection = (type: unknown): string => {
  if (hasId(type)) return 'id';
  const pointed = fieldsOf(type).filter((field) => hasId(getNamedType(field.type)));
  return [
    ...fieldsOf(type)
      .filter(isLeaf)
      .map(({ name }) => name),
    ...pointed.map(({ name }) => `${name} { id }`),
  ].join(' ');
};

const SAID = {
  totalCount: 'totalCount',
  completeness: `completeness { status withheld window { from to }
    sources { capability system organisation answer code } }`,
};

const selectionOf = (connection: unknown): string => {
  const fields = fieldsOf(connection);
  const nodes = fields.find(({ name }) => name === 'nodes');
  const said = fields.flatMap(({ name }) => (name in SAID ? [SAID[name as keyof typeof SAID]] : []));
  return `nodes { ${nodeSelection(nodes && getNamedType(nodes.type))} } pageInfo { hasNextPage endCursor } ${said.join(' ')}`;
};

/** Every field of the supergraph whose type is a connection. */
export const listFields = (): readonly ListField[] => {
  const schema = buildSchema(supergraphSdl(), { assumeValidSDL: true });
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    fieldsOf(type).flatMap((field) => {
      const connection = getNamedType(field.type);
      if (!connection.name.endsWith('Connection')) return [];
      const pages = field.args.some(({ name }) => name === 'after');
      return [{ at: `${type.name}.${field.name}`, name: field.name, pages, selection: selectionOf(connection) }];
    }),
  );
};
