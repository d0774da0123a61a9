import { parse, specifiedRules, validate, type GraphQLSchema } from 'graphql';
import { clientSchema } from '../../federation/client-schema';
import { costMeter } from '../../../subgraphs/limits/cost';
import { DEFAULT_LIMITS, documentRules } from '../../../subgraphs/limits/document-limits';
import { MIGRATION_DOCUMENTS } from './documents';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await clientSchema();
});

test.each(Object.entries(MIGRATION_DOCUMENTS))('%s is of this graph, and within its limits', (_name, text) => {
  const faults = validate(schema, parse(text), [...specifiedRules, ...documentRules(DEFAULT_LIMITS)]);
  expect(faults.map(({ message }) => message)).toEqual([]);
  const variables = { first: 1_000 };
  expect(costMeter(schema, DEFAULT_LIMITS.tokens).costOf(text, undefined, variables)).toBeLessThan(DEFAULT_LIMITS.cost);
});
