import { buildSubgraphSchema } from '@apollo/subgraph';
import { getNamedType, isObjectType, type GraphQLSchema } from 'graphql';
import { capabilitiesOfField } from '../../schema/field-capabilities';
import { SUBGRAPHS } from '../registry';
import { counts, VALUE_TYPES } from './selected-fields';

/**
 * Who reads what, and what would be lost with a system, is told by capability. A field that belongs to none would be put
 * down to whoever happened to be asked beside it, and a list that belongs to none of its own would be missed.
 */
/** What Causeway knows by itself: its inbox, ledger and audit, whoever asks, and the index of people. */
const OWN_SUBGRAPHS: readonly string[] = ['messages', 'access', 'migration'];
const OWN_TYPES: readonly string[] = ['Viewer', 'CandidateLink'];
const OWN_FIELDS: readonly string[] = ['Query.viewer', 'Patient.candidates', 'Patient.mergedIds'];

const fieldsOf = (schema: GraphQLSchema): readonly string[] =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('_') && !VALUE_TYPES.has(name) && !OWN_TYPES.includes(name))
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => counts(type, field.name, getNamedType(field.type).name))
        .map(({ name }) => `${type.name}.${name}`),
    );

test.each(
  SUBGRAPHS.filter(({ name }) => !OWN_SUBGRAPHS.includes(name)).map(({ name, typeDefs }) => [name, typeDefs] as const),
)('each field of the subgraph %s belongs to a capability', (_name, typeDefs) => {
  const fields = fieldsOf(buildSubgraphSchema([{ typeDefs }]));
  expect(fields.filter((field) => capabilitiesOfField(field).length === 0 && !OWN_FIELDS.includes(field))).toEqual([]);
});

test.each([
  ['criticalResults', ['encounters', 'lab-reports', 'result-acknowledgements']],
  ['earlyWarnings', ['encounters', 'early-warning']],
])('%s rests on its census, too', (field, capabilities) => {
  expect([...capabilitiesOfField(`Query.${field}`)].sort()).toEqual([...capabilities].sort());
});
