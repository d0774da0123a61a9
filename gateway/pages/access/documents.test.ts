import { parse, specifiedRules, validate } from 'graphql';
import { clientSchema } from '../../federation/client-schema';
import { costMeter } from '../../../subgraphs/limits/cost';
import { DEFAULT_LIMITS, documentRules } from '../../../subgraphs/limits/document-limits';
import { ACCESS_DOCUMENTS } from './documents';

test.each(Object.entries(ACCESS_DOCUMENTS))('%s is of this graph, and within its limits', async (_name, text) => {
  const schema = await clientSchema();
  const faults = validate(schema, parse(text), [...specifiedRules, ...documentRules(DEFAULT_LIMITS)]);
  expect(faults.map(({ message }) => message)).toEqual([]);
  expect(costMeter(schema, DEFAULT_LIMITS.tokens).costOf(text, undefined, {})).toBeLessThan(DEFAULT_LIMITS.cost);
});
