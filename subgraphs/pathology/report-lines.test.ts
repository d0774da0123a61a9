import { answerOf, contextOver, NOW } from '../context-under-test';
import { executable, executeSubgraph } from '../execute';
import { pathologySubgraph } from '.';

const source = { instance: 'lims@RWE', asOf: NOW, retrievedAt: NOW, freshness: 'PROJECTED' };
const code = { text: 'K', codings: [] };
const report = {
  ...{ key: 'RWE|1', source, fillerNumber: '1', status: 'final', laboratory: 'LRI', issued: NOW, code },
  results: [{ key: 'K', code, status: 'final', valueText: '6.1', referenceRanges: [], notes: [] }],
  ...{ organisms: [], previous: [], retracted: false },
};

test('a line of a report names its system as the report does', async () => {
  const said = { ...answerOf('lab-reports', [report], 'lims@RWE'), systemName: 'LIMS' };
  const { ask, door } = contextOver({ person: () => [said] });
  const { data } = await executeSubgraph(executable(pathologySubgraph, { error: () => undefined }), {
    query: `{ _entities(representations: [{ __typename: "Patient", id: "pt_1" }]) { ... on Patient {
      labReports { nodes { source { systemName } results { valueText source { systemName } } } } } } }`,
    context: { ask, door },
  });
  const named = { source: { systemName: 'LIMS' } };
  expect(data).toMatchObject({
    _entities: [{ labReports: { nodes: [{ ...named, results: [{ valueText: '6.1', ...named }] }] } }],
  });
});
