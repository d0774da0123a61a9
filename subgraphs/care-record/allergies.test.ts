import type { AllergyIntolerance } from '../../schema/clinical/care-record';
import { answerOf, contextOver, INFO, NOW } from '../context-under-test';
import { executable, executeSubgraph } from '../execute';
import { allergies } from './allergies';
import { careRecordSubgraph } from '.';

const source = { instance: 'nervecentre@RWE', asOf: NOW, retrievedAt: NOW, freshness: 'LIVE' } as const;
const recorded = (key: string, said: Partial<AllergyIntolerance> = {}): AllergyIntolerance => ({
  key,
  source,
  code: { text: said.assertsNone ? 'No known allergies' : 'Latex', codings: [] },
  assertsNone: false,
  clinicalStatus: 'active',
  verificationStatus: 'confirmed',
  category: [],
  reactions: [],
  ...said,
});
const NONE = { assertsNone: true } as const;

/** A person's allergies through the subgraph's own schema, whose defaults are part of the answer. */
const asked = async (args: string, records: readonly AllergyIntolerance[]) => {
  const { ask, door } = contextOver({ person: () => [answerOf('allergies', records)] });
  const subgraph = executable(careRecordSubgraph, { error: () => undefined });
  const { data, extensions } = await executeSubgraph(subgraph, {
    query: `query ($people: [_Any!]!) { _entities(representations: $people) { ... on Patient {
      allergies${args} { assertedNone nodes { id } totalCount pageInfo { hasNextPage endCursor } completeness { status } } } } }`,
    variables: { people: [{ __typename: 'Patient', id: 'pt_1' }] },
    context: { ask, door },
  });
  const [person] = data?.['_entities'] as readonly { readonly allergies: Asked }[];
  if (!person) throw new Error('Nobody was answered for');
  return { ...person.allergies, sources: extensions?.sources ?? [] };
};
interface Asked {
  readonly assertedNone: boolean;
  readonly nodes: readonly { readonly id: string }[];
  readonly totalCount: number | null;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly completeness: { readonly status: string };
}

const assertedNone = async (...records: readonly AllergyIntolerance[]): Promise<unknown> => {
  const context = contextOver({ person: () => [answerOf('allergies', records)] });
  const page = await allergies({ id: 'pt_1' }, {}, context, INFO);
  return page && 'assertedNone' in page ? page.assertedNone : undefined;
};

test('"no known allergies" is asserted by a record that stands, whatever it leaves unsaid', async () => {
  expect(await assertedNone(recorded('1', NONE))).toBe(true);
  expect(await assertedNone(recorded('1', { ...NONE, clinicalStatus: 'unknown', verificationStatus: 'unknown' }))).toBe(
    true,
  );
  expect(await assertedNone()).toBe(false);
  expect(await assertedNone(recorded('1', NONE), recorded('2'))).toBe(false);
});

test('somebody with more allergies than a short page holds is shown all of them, and with more than a long one is told of the rest', async () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => recorded(String(n), n % 2 === 0 ? { recordedDate: '2019' as never } : {}));
  const thirty = await asked('', many(30));
  expect(thirty).toMatchObject({ totalCount: 30, pageInfo: { hasNextPage: false } });
  expect([thirty.nodes.length, thirty.sources.length]).toEqual([30, 1]);
  const first = await asked('', many(130));
  expect([first.nodes.length, first.pageInfo.hasNextPage, first.totalCount]).toEqual([100, true, 130]);
  const rest = await asked(`(after: ${JSON.stringify(first.pageInfo.endCursor)})`, many(130));
  expect([rest.nodes.length, rest.pageInfo.hasNextPage]).toEqual([30, false]);
  expect(new Set([...first.nodes, ...rest.nodes].map(({ id }) => id)).size).toBe(130);
});

test('an allergy beyond the page is one, too: nobody asserts that there is none', async () => {
  const none = Array.from({ length: 120 }, (_, n) => recorded(String(n), { ...NONE, recordedDate: '2020' as never }));
  expect((await asked('(first: 1)', none)).assertedNone).toBe(true);
  expect((await asked('', [...none, recorded('latex')])).assertedNone).toBe(false);
});

test.each([
  ['entered in error', { verificationStatus: 'entered-in-error' }],
  ['refuted', { verificationStatus: 'refuted' }],
  ['inactive', { clinicalStatus: 'inactive' }],
  ['resolved', { clinicalStatus: 'resolved' }],
] as const)(
  '"no known allergies" that was %s asserts nothing, and takes nothing from one that stands',
  async (_, said) => {
    const withdrawn = recorded('1', { ...NONE, ...said });
    expect(await assertedNone(withdrawn)).toBe(false);
    expect(await assertedNone(withdrawn, recorded('2', NONE))).toBe(true);
  },
);

test.each(['SEALED_BY_PATIENT', 'CONFIDENTIAL_AT_SOURCE'])(
  '"no known allergies" is not asserted beside one that may not be shown: %s',
  async (code) => {
    const none = answerOf('allergies', [recorded('1', NONE)]);
    const other = answerOf('allergies', [], 'systmone@RT5');
    const heldBack = {
      ...other,
      withheld: true,
      answer: { ...other.answer, warnings: [{ code, text: code }] },
    } as never;
    const context = contextOver({ person: () => [none, heldBack] });
    expect(await allergies({ id: 'pt_1' }, {}, context, INFO)).toMatchObject({ assertedNone: false });
  },
);
