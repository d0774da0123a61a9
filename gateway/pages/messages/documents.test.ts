import { parse, specifiedRules, validate, type GraphQLSchema } from 'graphql';
import { clientSchema } from '../../federation/client-schema';
import { costMeter } from '../../../subgraphs/limits/cost';
import { DEFAULT_LIMITS, documentRules } from '../../../subgraphs/limits/document-limits';
import { QUERIED_CAPABILITIES, recordQuery } from '../client/messages/record-query';
import { CONSOLE_DOCUMENTS } from './documents';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await clientSchema();
});

const faults = (text: string): string[] =>
  validate(schema, parse(text), [...specifiedRules, ...documentRules(DEFAULT_LIMITS)]).map(({ message }) => message);

describe('what the console asks', () => {
  test.each(Object.entries(CONSOLE_DOCUMENTS))('%s is of this graph, and within its limits', (_name, text) => {
    expect(faults(text)).toEqual([]);
    const variables = { first: 100 };
    expect(costMeter(schema, DEFAULT_LIMITS.tokens).costOf(text, undefined, variables)).toBeLessThan(
      DEFAULT_LIMITS.cost,
    );
  });

  test.each(QUERIED_CAPABILITIES)('the query offered for what became %s is of this graph', (capability) => {
    expect(faults(recordQuery({ capability, patient: { id: 'pt_1' } }) ?? '')).toEqual([]);
  });

  test('a record about nobody is asked for by nothing', () => {
    expect(recordQuery({ capability: 'wards', patient: null })).toBeNull();
  });
});
