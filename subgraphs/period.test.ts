import { answerOf, contextOver, NOW } from './context-under-test';
import { careRecordSubgraph } from './care-record';
import { executable, executeSubgraph } from './execute';
import { schedulingSubgraph } from './scheduling';
import type { Subgraph } from './subgraph';

const source = { instance: 'gp-connect@C82999', asOf: NOW, retrievedAt: NOW, freshness: 'LIVE' };

const asked = async (
  subgraph: Subgraph,
  fields: string,
  capability: 'medications' | 'appointments',
  records: readonly object[],
) => {
  const { ask, door } = contextOver({ person: () => [answerOf(capability, records, 'gp-connect@C82999')] });
  const { data } = await executeSubgraph(executable(subgraph, { error: () => undefined }), {
    query: `{ _entities(representations: [{ __typename: "Patient", id: "pt_1" }]) { ... on Patient { ${fields} } } }`,
    context: { ask, door },
  });
  return data;
};

test('a period of days is shown in days: midnight was not told, and in summer would be the day before in UTC', async () => {
  const medication = (key: string, effective: object) => ({
    ...{ key, source, status: 'active', medication: { text: key, codings: [] }, issues: [], effective },
  });
  const data = await asked(
    careRecordSubgraph,
    'medications { nodes { effective { start startDate end endDate } } }',
    'medications',
    [
      medication('a', { start: '2026-06-30T23:00:00.000Z', startDate: '2026-07-01', end: NOW }),
      medication('b', {
        start: '2019-01-01T00:00:00.000Z',
        startDate: '2019',
        end: '2019-12-31T23:59:59.999Z',
        endDate: '2019',
      }),
    ],
  );
  expect(data).toMatchObject({
    _entities: [
      {
        medications: {
          nodes: [
            { effective: { start: null, startDate: '2026-07-01', end: NOW, endDate: null } },
            { effective: { start: null, startDate: '2019', end: null, endDate: '2019' } },
          ],
        },
      },
    ],
  });
});

test('an appointment of today, at no time that was told, is in the diary until the day is over', async () => {
  const appointment = (key: string, day: string) => ({
    ...{ key, source, status: 'booked', kind: 'outpatient', start: `${day}T00:00:00.000Z`, startDate: day },
  });
  const data = await asked(schedulingSubgraph, 'appointments { nodes { start startDate } }', 'appointments', [
    appointment('a', '2026-11-20'),
    appointment('b', '2026-11-19'),
  ]);
  expect(data).toMatchObject({ _entities: [{ appointments: { nodes: [{ startDate: '2026-11-20' }] } }] });
  expect(JSON.stringify(data)).not.toContain('2026-11-19');
});
