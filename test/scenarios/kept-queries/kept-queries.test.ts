import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getOperationAST, parse, specifiedRules, validate, type GraphQLSchema } from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
import { completenessRule } from '../../../gateway/completeness-rule';
import { startApolloEngine } from '../../../gateway/federation/apollo-engine';
import { nextPageRule, statusRule } from '../../../gateway/shown-whole-rules';
import { createRecordIds } from '../../../schema/record-id';
import { supergraphSdl } from '../../../schema/sdl';
import { variablesOf } from '../hospital';

const FOLDER = join(__dirname, '../../../docs/queries');
const names = (extension: string): string[] =>
  readdirSync(FOLDER)
    .filter((file) => /^\d\d-/.test(file) && file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length));
const queries = names('.graphql');
const documentOf = (name: string) => parse(readFileSync(join(FOLDER, `${name}.graphql`), 'utf8'));

/** What clients see of the committed supergraph; its subgraphs are never asked. */
let schema: GraphQLSchema;
beforeAll(async () => {
  const nowhere = { execute: () => Promise.reject(new Error('never asked')), close: () => Promise.resolve() };
  const engine = await startApolloEngine({
    supergraphSdl: supergraphSdl(),
    subgraphs: new Proxy({}, { get: () => nowhere, ownKeys: () => [] }),
    log: { error: () => undefined },
    introspection: false,
  });
  await engine.close();
  schema = engine.schema;
});

it('keeps one query, with its variables, for each question that these systems can answer', () => {
  expect(queries.map((name) => Number(name.slice(0, 2)))).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
  expect(names('.json')).toEqual(queries);
});

describe.each(queries)('%s', (name) => {
  it('is valid against the committed supergraph, and reads no list without its completeness', () => {
    expect(validate(schema, documentOf(name), [...specifiedRules, completenessRule])).toEqual([]);
  });

  it('tells a page from all there is, and what stands from what does not', () => {
    expect(validate(schema, documentOf(name), [nextPageRule, statusRule]).map(String)).toEqual([]);
  });

  it('takes the variables kept beside it, and uses every one of them', () => {
    const operation = getOperationAST(documentOf(name));
    const definitions = operation?.variableDefinitions ?? [];
    const { errors } = getVariableValues(schema, definitions, variablesOf(name));
    expect(errors).toBeUndefined();
    const declared = definitions.map(({ variable }) => variable.name.value);
    expect(Object.keys(variablesOf(name)).filter((key) => !declared.includes(key))).toEqual([]);
  });
});

it('asks of the wards that are meant: ids are the same in every development installation', () => {
  const key = createHash('sha256').update('causeway development: record ids are opaque, not secret').digest();
  const ids = createRecordIds(key);
  const three = ['RWE|W12', 'RWE|W15', 'RT5|CEDAR'];
  for (const name of ['09-bed-state', '10-ready-for-discharge', '11-deteriorating'])
    expect((variablesOf(name)['wards'] as string[]).map((id) => ids.open('ward', id))).toEqual(three);
  const [virtual = ''] = variablesOf('16-virtual-wards')['wards'] as string[];
  expect(ids.open('ward', virtual)).toBe('RT5|VWHF');
});
