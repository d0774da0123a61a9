import { answerOf, contextOver, NOW } from '../context-under-test';
import { executable, executeSubgraph } from '../execute';
import { careRecordSubgraph } from '.';

const source = { instance: 'systmone@RT5', asOf: NOW, retrievedAt: NOW, freshness: 'LIVE' } as const;
const thirty = Array.from({ length: 30 }, (_, n) => ({
  ...{ key: String(n), source, effective: {}, period: {}, category: 'capacity' },
}));

test.each(['allergies', 'medications', 'problems', 'immunisations', 'preferences', 'flags'])(
  'nobody’s %s end with the twentieth',
  async (field) => {
    const { ask, door } = contextOver({ person: (capability) => [answerOf(capability, thirty)] });
    const subgraph = executable(careRecordSubgraph, { error: () => undefined });
    const { data } = await executeSubgraph(subgraph, {
      query: `{ _entities(representations: [{ __typename: "Patient", id: "pt_1" }]) { ... on Patient {
      list: ${field} { nodes { id } pageInfo { hasNextPage } } } } }`,
      context: { ask, door },
    });
    const [person] = data?.['_entities'] as readonly { readonly list: { readonly nodes: readonly object[] } }[];
    expect(person?.list).toMatchObject({ nodes: thirty.map(() => ({})), pageInfo: { hasNextPage: false } });
  },
);
