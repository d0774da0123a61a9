import { parse } from 'graphql';
import fc from 'fast-check';
import { graphError } from '../../subgraphs/errors';
import { executable } from '../../subgraphs/execute';
import { closedDoor, testAsk } from '../testing/ask';
import { fakeSubgraph, fakeSupergraph, SUBGRAPHS } from '../testing/fake-graph';
import { startApolloEngine } from './apollo-engine';
import type { Engine, JsonObject } from './engine';
import { inProcess } from './in-process';
import { areInPlace, namedFetch } from './named-entities';
import type { SubgraphTransport } from './transport';

type Answers = readonly (JsonObject | null)[];

const PEOPLE = ['p1', 'p2', 'p3', 'p4', 'p5'];
const WITH_ALLERGIES = '{ patients { name _id: id allergies { nodes { text } } } }';

const logged: object[] = [];
const log = { error: (details: object) => void logged.push(details) };
/** What the allergies subgraph makes of the entities that it should have told. */
let damage: (entities: Answers) => Answers;
beforeEach(() => {
  logged.splice(0);
  damage = (entities) => entities;
});

const honest = inProcess(executable(fakeSubgraph('allergies'), log), closedDoor);
const allergies: SubgraphTransport = {
  ...honest,
  async execute(call) {
    const answer = await honest.execute(call);
    const told = (answer.data?.['_entities'] ?? []) as Answers;
    const named = told.map(
      (entity, at) => entity && { ...entity, allergies: { nodes: [{ text: `Of ${PEOPLE[at]}` }] } },
    );
    return {
      data: { _entities: damage(named) },
      errors: [{ ...graphError('SOURCE_TIMEOUT', 'One source did not answer'), path: ['_entities', 0, 'allergies'] }],
    };
  },
};
const patients: SubgraphTransport = {
  execute: () =>
    Promise.resolve({
      data: { patients: PEOPLE.map((id) => ({ __typename: 'Patient', id, _id: id, name: `Name of ${id}` })) },
    }),
  close: () => Promise.resolve(),
};

describe.each(['own', 'apollo'] as const)('an answer by place alone, run by the executor "%s"', (executor) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startApolloEngine({
      ...{ supergraphSdl: fakeSupergraph(), log, introspection: false, executor },
      subgraphs: {
        ...Object.fromEntries(
          SUBGRAPHS.map((name) => [name, inProcess(executable(fakeSubgraph(name), log), closedDoor)]),
        ),
        ...{ patients, allergies },
      },
    });
  });
  afterAll(() => engine.close());
  const ask = async () => {
    const { data, errors = [] } = await engine.execute({ query: WITH_ALLERGIES, ask: testAsk(), forwarded: {} });
    return {
      people: (data as { patients: readonly { allergies: { nodes: readonly { text: string }[] } | null }[] }).patients,
      errors: errors.map(({ path, extensions: { code } }) => `${code} ${path?.join('.')}`).sort(),
    };
  };
  const nobodys = PEOPLE.map((id) => ({ name: `Name of ${id}`, _id: id, allergies: null }));
  const unavailable = PEOPLE.map((_, at) => `SUBGRAPH_UNAVAILABLE patients.${at}.allergies`);

  test('each has their own, whatever the order; one answer in the place of another and nothing of it is kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(PEOPLE, { minLength: PEOPLE.length }), async (order) => {
        damage = (entities) => order.map((id) => entities[PEOPLE.indexOf(id)] ?? null);
        const { people, errors } = await ask();
        if (order.every((id, at) => id === PEOPLE[at])) {
          expect(people.map((person) => person.allergies?.nodes)).toEqual(PEOPLE.map((id) => [{ text: `Of ${id}` }]));
          expect(errors).toEqual(['SOURCE_TIMEOUT patients.0.allergies']);
        } else expect({ people, errors }).toEqual({ people: nobodys, errors: unavailable });
      }),
      { examples: [[PEOPLE]], numRuns: 60 },
    );
  });

  test.each<readonly [string, typeof damage]>([
    ['two changed places, the others known to be nobody', ([one, two]) => [two ?? null, one ?? null, null, null, null]],
    ['one told twice', ([one = null, , ...rest]) => [one, one, ...rest]],
    ['nobody named', (entities) => entities.map((entity) => entity && { allergies: entity['allergies'] })],
  ])('%s: nothing of it is kept, and the log names nobody', async (_, damaging) => {
    damage = damaging;
    expect(await ask()).toEqual({ people: nobodys, errors: unavailable });
    expect(logged).toHaveLength(1);
    expect(logged).toMatchObject([{ subgraph: 'allergies' }]);
    expect(JSON.stringify(logged)).not.toMatch(/p[1-5]/);
  });

  test('one who is told to be nobody leaves the others their own', async () => {
    damage = (entities) => entities.map((entity, at) => (at === 1 ? null : entity));
    const { people } = await ask();
    expect(people.map((person) => person.allergies?.nodes[0]?.text ?? null)).toEqual(
      PEOPLE.map((id, at) => (at === 1 ? null : `Of ${id}`)),
    );
  });
});

const PLACES =
  'query($representations:[_Any!]!){_entities(representations:$representations){...on Ward{name}...on Patient{name}}}';
const asked = [
  { __typename: 'Ward', id: '1' },
  { __typename: 'Patient', id: '1' },
];

test('of several types, one in the place of another is noticed though their ids are the same', () => {
  const fetch = namedFetch(PLACES, asked);
  const told = asked.map(({ __typename, id }) => ({ _type: __typename, _id: id }));
  expect(areInPlace(fetch, told, asked)).toBe(true);
  expect(areInPlace(fetch, [...told].reverse(), asked)).toBe(false);
});

test('of one type, the type is told by the id that is asked of it alone', () => {
  const wards = [{ __typename: 'Ward', id: '1' }];
  const fetch = namedFetch(PLACES, wards);
  expect(fetch.typeKey).toBeNull();
  expect(fetch.query).not.toContain('__typename');
  expect(fetch.query).toContain('...on Ward{_id:id}');
  expect(areInPlace(fetch, [{ _id: '1' }], wards)).toBe(true);
  expect(areInPlace(fetch, [{ name: 'of another type' }], wards)).toBe(false);
});

test('one that has no id to tell is known by its type', () => {
  const some = [
    { __typename: 'Ward', id: '1' },
    { __typename: 'Ward', code: 'W1' },
  ];
  const fetch = namedFetch(PLACES, some);
  expect(areInPlace(fetch, [{ _type: 'Ward', _id: '1' }, { _type: 'Ward' }], some)).toBe(true);
  expect(areInPlace(fetch, [{ _type: 'Ward', _id: '1' }, { _type: 'Patient' }], some)).toBe(false);
});

test('it asks by names that the fetch does not use, of each type that it asks about', () => {
  const query =
    'query($representations:[_Any!]!){_entities(representations:$representations){...on Patient{_id:name}...on Ward{name}}}';
  const fetch = namedFetch(query, [
    { __typename: 'Ward', id: 'w1' },
    { __typename: 'Patient', id: 'p1' },
  ]);
  expect([fetch.typeKey, fetch.idKey]).toEqual(['_type', '_id_']);
  expect(() => parse(fetch.query)).not.toThrow();
  expect(fetch.query).toContain('{_type:__typename ...on Patient{_id_:id}...on Ward{_id_:id}...on Patient{_id:name}');
});
