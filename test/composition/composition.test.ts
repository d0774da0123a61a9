import {
  buildSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type ConstDirectiveNode,
  type GraphQLNamedType,
} from 'graphql';
import { composeSupergraph } from '../../schema/compose';
import { subgraphNames, supergraphSdl } from '../../schema/sdl';

const schema = buildSchema(supergraphSdl(), { assumeValidSDL: true });
const ours: readonly GraphQLNamedType[] = Object.values(schema.getTypeMap()).filter(
  ({ name, astNode }) => astNode && !/^(join|link)__|^__/.test(name),
);

test('the committed supergraph is what the subgraphs compose to (npm run compose)', () => {
  expect(supergraphSdl()).toBe(composeSupergraph());
});

test('every subgraph of the design is there', () => {
  const designed = 'access care-record encounters flow imaging messages observations pathology patients scheduling';
  expect(subgraphNames()).toEqual(expect.arrayContaining(designed.split(' ')));
});

test('every type and field says what it is', () => {
  const undescribed = ours.flatMap((type) => {
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const own = type.description || type.name === 'Query' || type.name === 'Mutation' ? [] : [type.name];
    return [...own, ...fields.filter((field) => !field.description).map((field) => `${type.name}.${field.name}`)];
  });
  expect(undescribed).toEqual([]);
});

const count = (directives: readonly ConstDirectiveNode[] | undefined, name: string): number =>
  (directives ?? []).filter((directive) => directive.name.value === name).length;

test('an entity is known by its id and nothing else: by that the gateway tells whose each answer is', () => {
  const keys = ours.flatMap(({ name, astNode }) =>
    (astNode?.directives ?? [])
      .filter((directive) => directive.name.value === 'join__type')
      .flatMap((directive) => directive.arguments ?? [])
      .flatMap(({ name: argument, value }) =>
        argument.value === 'key' && value.kind === Kind.STRING && value.value !== 'id'
          ? [`${name}: ${value.value}`]
          : [],
      ),
  );
  expect(keys).toEqual([]);
});

/**
 * The conventions promise `source` on every record (5), so a dead encounters subgraph does take an encounter with it.
 */
const NON_NULL_ACROSS = ['Encounter.source'];

test('a field that crosses into another subgraph is nullable, so that a dead one empties nothing else', () => {
  const crossing = ours.flatMap((type) => {
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const graphs = count(type.astNode?.directives, 'join__type');
    return Object.values(type.getFields())
      .filter((field) => {
        const owners = count(field.astNode?.directives, 'join__field');
        return owners > 0 && owners < graphs && String(field.type).endsWith('!');
      })
      .map((field) => `${type.name}.${field.name}`);
  });
  expect(crossing.filter((field) => !NON_NULL_ACROSS.includes(field))).toEqual([]);
});
