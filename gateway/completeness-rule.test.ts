import { buildSchema, parse, validate } from 'graphql';
import { completenessRule } from './completeness-rule';

const schema = buildSchema(`
  type Query { patient: Patient  plain: Plain }
  type Patient { allergies: AllergyConnection }
  type AllergyConnection { nodes: [Allergy!]!  edges: [Edge!]!  totalCount: Int  completeness: Completeness! }
  type Edge { node: Allergy }
  type Allergy { text: String }
  type Completeness { status: String!  withheld: Boolean! }
  type Plain { nodes: [Allergy!]! }`);

test.each([
  ['nodes alone', '{ patient { allergies { nodes { text } } } }', 1],
  ['edges alone', '{ patient { allergies { edges { node { text } } } } }', 1],
  ['completeness without its status', '{ patient { allergies { nodes { text } completeness { withheld } } } }', 1],
  ['with the status', '{ patient { allergies { nodes { text } completeness { status } } } }', 0],
  [
    'through fragments',
    '{ patient { ...P } } fragment P on Patient { allergies { ...A completeness { ...C } } } fragment A on AllergyConnection { nodes { text } } fragment C on Completeness { status }',
    0,
  ],
  ['a count alone', '{ patient { allergies { totalCount } } }', 0],
  ['a list that knows no completeness', '{ plain { nodes { text } } }', 0],
])('%s', (_what, query, errors) => {
  expect(validate(schema, parse(query), [completenessRule])).toHaveLength(errors);
});
