import type { Capability } from '../schema/capabilities';
import { answerOf, contextOver } from './context-under-test';
import { executable, executeSubgraph } from './execute';
import { SUBGRAPHS } from './registry';

const said = (capability: Capability) => [
  answerOf(capability, [], 'nervecentre@RWE'),
  answerOf(capability, [], 'systmone@RT5'),
];

interface Shown {
  readonly completeness: {
    readonly status: string;
    readonly sources: readonly {
      readonly organisation: string;
      readonly answer: string;
      readonly code: string | null;
    }[];
  };
}

/** A list of one person's, narrowed; who is told to have been asked, and what was refused. */
const list = async (name: string, field: string, organisations: readonly string[]) => {
  const subgraph = SUBGRAPHS.find((one) => one.name === name);
  if (!subgraph) throw new Error(name);
  const { ask, door } = contextOver({ person: said });
  const query = `query($organisations: [OdsCode!]) { _entities(representations: [{ __typename: "Patient", id: "pt_1" }]) { ... on Patient {
    list: ${field}(organisations: $organisations) { completeness { status sources { organisation answer code } } } } } }`;
  const { data, errors = [] } = await executeSubgraph(executable(subgraph, { error: () => undefined }), {
    ...{ query, variables: { organisations }, context: { ask, door } },
  });
  const [person] = (data?.['_entities'] ?? []) as readonly ({ readonly list: Shown | null } | null)[];
  return {
    status: person?.list?.completeness.status,
    sources: person?.list?.completeness.sources,
    refused: errors.map(({ message, extensions }) => `${extensions.code} ${message}`),
  };
};

const heard = (organisation: string) => ({ organisation, answer: 'FOUND', code: null });
const missing = (organisation: string) => ({ organisation, answer: 'NOT_CONNECTED', code: 'SOURCE_NOT_CONNECTED' });

describe.each([
  ['care-record', 'allergies'],
  ['care-record', 'medications'],
  ['care-record', 'problems'],
  ['encounters', 'encounters'],
])('%s: %s', (name, field) => {
  test('of organisations that answer is whole', async () => {
    expect(await list(name, field, ['RT5'])).toMatchObject({ status: 'COMPLETE', sources: [heard('RT5')] });
  });

  test('of one that nobody answers for is not whole without it, and names it', async () => {
    expect(await list(name, field, ['RWE', 'C99999', 'C99999'])).toEqual({
      ...{ status: 'PARTIAL', sources: [heard('RWE'), missing('C99999')], refused: [] },
    });
  });

  test('of nobody but one of those is not known at all', async () => {
    expect(await list(name, field, ['C99999'])).toEqual({
      ...{ status: 'UNKNOWN', sources: [missing('C99999')], refused: [] },
    });
  });

  test('names two hundred at most', async () => {
    const { refused } = await list(
      name,
      field,
      Array.from({ length: 201 }, (_, n) => `A${100 + n}`),
    );
    expect(refused).toEqual(['BAD_USER_INPUT organisations may name 200 at most']);
  });
});
