import type { Place, RoutedAnswer } from '../../schema/capabilities';
import { answerOf, contextOver, ids, INFO, NOW } from '../context-under-test';
import { executable, executeSubgraph } from '../execute';
import type { ReportedError, SubgraphContext } from '../subgraph';
import { encounterFields } from './encounter';
import { encountersSubgraph } from '.';
import { currentEncounter } from './lists';

const source = { instance: 'pas@RWE', asOf: NOW, retrievedAt: NOW, freshness: 'PROJECTED' };
const stay = (visit: string, status: string) => ({
  ...{ key: `RWE|${visit}`, source, identifier: { system: 'visit', value: visit }, status },
  ...{ subject: { identifiers: [] }, period: { start: NOW }, previousPlaces: [] },
});

/** The PAS's answer, with a warning that says why it is not whole. */
const answer = (stays: readonly object[], ...warnings: readonly string[]): RoutedAnswer<never> => {
  const whole = answerOf('encounters', stays, 'pas@RWE');
  const said = warnings.map((code) => ({ code, text: 'Vendor’s words about 9990000018' }));
  return { ...whole, answer: { ...whole.answer, complete: warnings.length === 0, warnings: said } as never };
};

const heard = (given: RoutedAnswer<never>) => {
  const errors: ReportedError[] = [];
  const context: SubgraphContext = {
    ...contextOver({ person: () => [given], place: () => [given] }),
    report: (error) => errors.push(error),
  };
  return { errors, context };
};
const current = async (given: RoutedAnswer<never>) => {
  const { errors, context } = heard(given);
  return { value: await currentEncounter({ id: 'pt_1' }, {}, context, INFO), errors };
};

test('nobody on a ward: no stay, and no error', async () => {
  expect(await current(answer([stay('1', 'finished')]))).toEqual({ value: null, errors: [] });
});

test.each([
  ['MESSAGE_HELD', 'MESSAGE_HELD'],
  ['FEED_BEHIND', 'SOURCE_STALE'],
  ['IDENTITY_IN_DOUBT', 'AMBIGUOUS_IDENTITY'],
  ['SUBJECT_IN_DOUBT', 'AMBIGUOUS_IDENTITY'],
  ['NOT_ASKABLE', 'AMBIGUOUS_IDENTITY'],
  ['SHARING_DISSENTED', 'FORBIDDEN'],
  ['PAGES_MISSING', 'SOURCE_INVALID'],
])(
  'a stay picked out of a list that is not whole (%s) comes with %s, and is shown if there is one',
  async (why, code) => {
    const none = await current(answer([], why));
    expect(none).toMatchObject({
      value: null,
      errors: [{ code, capability: 'encounters', system: 'pas', organisation: 'RWE', path: INFO.path }],
    });
    expect(JSON.stringify(none.errors)).not.toMatch(/Vendor|999/);
    const one = await current(answer([stay('1', 'in-progress')], why));
    expect(one).toMatchObject({ value: { encounter: { key: 'RWE|1' } }, errors: [{ code }] });
  },
);

test('a source that leaves no gap is not missed', async () => {
  expect((await current({ ...answer([], 'MESSAGE_HELD'), needed: false })).errors).toEqual([]);
});

test('a stay asked for by its id, that is not in a list which is not whole, may be there all the same', async () => {
  const { errors, context } = heard(answer([], 'MESSAGE_HELD'));
  expect(await encounterFields.__resolveReference({ id: ids.seal('encounter', 'RWE|1') }, context, INFO)).toBeNull();
  expect(errors).toMatchObject([{ code: 'MESSAGE_HELD' }]);
});

test('what one organisation could not say costs the stays of another nothing', async () => {
  const { context } = heard(answer([stay('1', 'in-progress')]));
  const door = {
    ...context.door,
    forPlaces: (_: unknown, [place]: readonly Place[]) =>
      Promise.resolve([
        [place?.organisation === 'RWE' ? answer([stay('1', 'in-progress')]) : answer([], 'MESSAGE_HELD')],
      ]),
  } as unknown as typeof context.door;
  const representations = ['RWE|1', 'RT5|1', 'RT5|2'].map((key) => ({
    ...{ __typename: 'Encounter', id: ids.seal('encounter', key) },
  }));
  const { data, errors } = await executeSubgraph(executable(encountersSubgraph, { error: () => undefined }), {
    query: 'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Encounter { status } } }', // prettier-ignore
    variables: { representations },
    context: { ask: context.ask, door },
  });
  expect(data).toEqual({ _entities: [{ status: 'IN_PROGRESS' }, null, null] });
  expect(errors?.map(({ path }) => path)).toEqual([
    ['_entities', 1],
    ['_entities', 2],
  ]);
});

test('of a stay that two systems tell of, the first one’s word stands by its id as it does in a list', async () => {
  const { context } = heard(answer([]));
  const second = answerOf('encounters', [stay('1', 'finished')], 'nervecentre@RWE');
  const forPlaces = () => Promise.resolve([[answer([stay('1', 'in-progress')]), second]]);
  const door = { ...context.door, forPlaces } as unknown as typeof context.door;
  const id = ids.seal('encounter', 'RWE|1');
  expect(await encounterFields.__resolveReference({ id }, { ...context, door }, INFO)).toMatchObject({
    encounter: { status: 'in-progress' },
  });
});
