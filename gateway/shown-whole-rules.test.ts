import { buildSchema, parse, validate } from 'graphql';
import { nextPageRule, statusRule } from './shown-whole-rules';

const schema = buildSchema(`
  type Query { patient: Patient }
  type Patient { allergies(first: Int): AllergyConnection latest(codes: [ID!]): AllergyConnection allergy: Allergy plain(first: Int): [Allergy!] team: Team }
  type AllergyConnection { nodes: [Allergy!]! edges: [Edge!]! pageInfo: PageInfo! totalCount: Int }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Edge { node: Allergy! }
  interface Sourced { source: String! }
  type Allergy implements Sourced { source: String! code: String clinicalStatus: String verificationStatus: String }
  type Team { code: String status: String }`);

test.each([
  ['rows alone', '{ patient { allergies { nodes { source } } } }', 1],
  ['rows by their edges', '{ patient { allergies { edges { node { source } } } } }', 1],
  ['a count beside', '{ patient { allergies { nodes { source } totalCount } } }', 1],
  ['a cursor beside', '{ patient { allergies { nodes { source } pageInfo { endCursor } } } }', 1],
  ['whether there is more beside', '{ patient { allergies { nodes { source } pageInfo { hasNextPage } } } }', 0],
  [
    'the same through fragments',
    '{ patient { allergies { ...A } } } fragment A on AllergyConnection { nodes { source } pageInfo { ...P } } fragment P on PageInfo { hasNextPage }',
    0,
  ],
  ['one alone', '{ patient { allergies(first: 1) { nodes { source } } } }', 0],
  ['two', '{ patient { allergies(first: 2) { nodes { source } } } }', 1],
  ['no rows', '{ patient { allergies { totalCount } } }', 0],
  ['a list without pages', '{ patient { latest { nodes { source } } plain(first: 5) { source } } }', 0],
])('a page: %s', (_what, query, errors) => {
  expect(validate(schema, parse(query), [nextPageRule])).toHaveLength(errors);
});

test.each([
  ['neither status', '{ patient { allergy { code } } }', 2],
  ['one of two', '{ patient { allergy { code clinicalStatus } } }', 1],
  ['both', '{ patient { allergy { code clinicalStatus verificationStatus } } }', 0],
  ['in a list', '{ patient { allergies { nodes { code } } } }', 2],
  [
    'through fragments',
    '{ patient { allergy { ...A ...S } } } fragment A on Allergy { code } fragment S on Allergy { clinicalStatus verificationStatus }',
    0,
  ],
  ['nothing that it says', '{ patient { allergy { source } } }', 0],
  ['of what is no record', '{ patient { team { code } } }', 0],
])('where a record stands: %s', (_what, query, errors) => {
  expect(validate(schema, parse(query), [statusRule])).toHaveLength(errors);
});
