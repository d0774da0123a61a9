import type { Ask, Door } from '../schema/capabilities';
import { executable, executeSubgraph } from './execute';
import { SUBGRAPHS } from './registry';

const log = { error: () => undefined };
const door = new Proxy({} as Door, {
  get: (_, part) => {
    if (part === 'use') return undefined;
    throw new Error('The door is not to be asked');
  },
});

const refusalOf = async (name: string, query: string) => {
  const subgraph = SUBGRAPHS.find((one) => one.name === name);
  if (!subgraph) throw new Error(name);
  const { errors } = await executeSubgraph(executable(subgraph, log), { query, context: { ask: {} as Ask, door } });
  return errors?.map(({ message, extensions }) => `${extensions.code} ${message}`);
};
const ofPatient = (fields: string) =>
  `{ _entities(representations: [{ __typename: "Patient", id: "pt_1" }]) { ... on Patient { ${fields} { completeness { status } } } } }`;

test.each([
  ['pathology', ofPatient('labReports(codes: [])'), 'codes'],
  ['pathology', ofPatient('labResults(codes: [])'), 'codes'],
  ['pathology', ofPatient('latestResults(codes: [])'), 'codes'],
  ['care-record', ofPatient('allergies(organisations: [])'), 'organisations'],
  ['pathology', '{ criticalResults(filter: { wards: [] }) { completeness { status } } }', 'wards'],
  ['pathology', '{ criticalResults(filter: { acknowledgement: [] }) { completeness { status } } }', 'acknowledgement'],
  ['observations', ofPatient('observations(codes: [])'), 'codes'],
  ['observations', '{ earlyWarnings(filter: { wards: [] }) { completeness { status } } }', 'wards'],
  ['imaging', ofPatient('imagingStudies(filter: { modalities: [] })'), 'modalities'],
  ['imaging', ofPatient('imagingStudies(filter: { codes: [] })'), 'codes'],
  ['flow', '{ bedState(filter: { wards: [] }) { completeness { status } } }', 'wards'],
  ['flow', '{ flowForecast(filter: { sites: [] }) { window { from } } }', 'sites'],
  ['encounters', '{ encounters(filter: { organisations: [] }) { completeness { status } } }', 'organisations'],
  ['scheduling', '{ theatreSessions(filter: { organisations: [] }) { completeness { status } } }', 'organisations'],
  ['messages', '{ messages(filter: { states: [] }) { nodes { id } } }', 'states'],
])('%s: a list that names nothing is refused, never answered as "none": %s', async (name, query, list) => {
  expect(await refusalOf(name, query)).toEqual([
    `BAD_USER_INPUT ${list} names nothing: leave it out, or name at least one`,
  ]);
});

test('what is left out, or null, narrows nothing', async () => {
  const refused = await refusalOf('messages', '{ messages(filter: { states: null }) { nodes { id } } }');
  expect(refused).toEqual([expect.stringMatching(/^INTERNAL /)]);
});
