import { graphError } from '../../subgraphs/errors';
import type { SubgraphResponse } from '../../subgraphs/execute';
import { testAsk } from '../testing/ask';
import { fakeEngine } from '../testing/fake-engine';
import { fakeSupergraph } from '../testing/fake-graph';
import { startApolloEngine } from './apollo-engine';
import type { Engine, JsonObject } from './engine';
import type { SubgraphTransport } from './transport';

const ask = (engine: Engine, query: string, variables: JsonObject = {}) =>
  engine.execute({ query, variables, ask: testAsk(), forwarded: {} });

/** References are minted anew; errors of one answer come in the order in which subgraphs answered. */
const comparable = (answer: Awaited<ReturnType<Engine['execute']>>) => ({
  // As text: the order of fields is part of the answer.
  data: JSON.stringify(answer.data),
  errors: (answer.errors ?? []).map(({ path, extensions }) => `${extensions.code} ${path?.join('.') ?? '-'}`).sort(),
});

describe("answers as Apollo's executor does", () => {
  let own: Engine;
  let apollo: Engine;
  beforeAll(async () => {
    own = await fakeEngine('in process');
    apollo = await fakeEngine("in process, under Apollo's executor");
  });
  afterAll(() => Promise.all([own.close(), apollo.close()]));

  const cases: readonly (readonly [what: string, query: string, variables?: JsonObject])[] = [
    ['aliases', '{ b: wards { z: alerts a: name } a: patients { n: name n2: name } }'],
    ['fields of one key, merged', '{ patient(id: "p1") { stay { bed } name stay { patient { id } } } }'],
    [
      '__typename everywhere',
      '{ __typename w: wards { __typename stays { t: __typename visitor { kind: __typename } } } }',
    ],
    ['unions', '{ whoIsIn { ... on Relative { name } ... on Patient { id who: name allergies { status } } } }'],
    [
      'one key, two types',
      '{ whoIsIn { ... on Relative { label: name } ... on Patient { label: name stay { bed } } } }',
    ],
    [
      'named fragments in fragments',
      '{ patients { ...P } } fragment P on Patient { ...N stay { bed } } fragment N on Patient { name }',
    ],
    [
      'skip and include, written out',
      '{ wards { name @skip(if: true) alerts @include(if: true) id @include(if: false) } }',
    ],
    [
      'skip and include by variable',
      'query Q($a: Boolean!, $b: Boolean = false) { patients { name @include(if: $a) allergies @include(if: $b) { status } ... @skip(if: $b) { severity } } }',
      { a: true },
    ],
    [
      'the same with the other values',
      'query Q($a: Boolean!, $b: Boolean = false) { patients { name @include(if: $a) allergies @include(if: $b) { status } ... @skip(if: $b) { severity } } }',
      { a: false, b: true },
    ],
    ['an entity again below itself', '{ patients { stay { patient { stay { bed patient { severity } } } } } }'],
    ['nothing found', '{ patient(id: "nobody") { name stay { bed patient { name } } } }'],
    ['introspection', '{ __schema { queryType { name } } __type(name: "Ward") { name } patients { name } }'],
    ['a name that JavaScript knows', '{ patients { __proto__: name constructor: severity } }'],
    ['a refused variable', 'query Q($id: ID!) { patient(id: $id) { name } }', {}],
    ['an operation that is not there', 'query A { patients { name } } query B { patients { id } }'],
  ];

  // Not spread by Jest: it would take a parameter without a value for its `done`.
  test.each(cases.map(([what, query, variables = {}]) => ({ what, query, variables })))('$what', async (each) => {
    const { query, variables } = each;
    // Twice: the first time also plans.
    for (const _time of ['planned', 'known'])
      expect(comparable(await ask(own, query, variables))).toEqual(comparable(await ask(apollo, query, variables)));
  });
});

describe('which operation is meant', () => {
  const QUERY = 'query A { patients { name } }';
  const named = (engine: Engine, query: string, operationName: string) =>
    engine.execute({ query, operationName, ask: testAsk(), forwarded: {} });
  let engine: Engine;
  beforeEach(async () => {
    engine = await fakeEngine('in process');
  });
  afterEach(() => engine.close());

  // A text and a name that were run before, cut elsewhere: the meter measures a text by the name that it was given.
  test('a name that the text has not is refused, though text and name together were run before', async () => {
    expect((await named(engine, `#c\n${QUERY}`, 'A')).data).toEqual({ patients: expect.any(Array) as unknown });
    const { data, errors } = await named(engine, QUERY, 'A\n#c');
    expect([data, errors?.map(({ extensions }) => extensions.code)]).toEqual([undefined, ['BAD_USER_INPUT']]);
  });

  test.each(['B', 'A '])('a name that the text has not is refused, before it was run and after: "%s"', async (name) => {
    for (const _time of ['unknown', 'known']) {
      expect(comparable(await named(engine, QUERY, name)).errors).toEqual(['BAD_USER_INPUT -']);
      expect((await named(engine, QUERY, 'A')).errors).toBeUndefined();
    }
  });
});

describe('a subgraph that breaks its promises', () => {
  const silent: SubgraphTransport = { execute: () => Promise.resolve({ data: {} }), close: () => Promise.resolve() };
  const encounters: SubgraphTransport = {
    ...silent,
    execute: () => Promise.resolve({ data: { wards: [{ __typename: 'Ward', id: 'w1', name: 'Ward 1' }] } }),
  };
  const ONE = { __typename: 'Patient', id: 'p1', name: 'One' };
  /** What every entity tells beside what a client asked of it. */
  const OF_ONE = { _type: 'Patient', _id: 'p1' };
  const answering = (entities: readonly unknown[]) => saying({ data: { _entities: entities } });
  const saying = async (
    allergic: SubgraphResponse,
    people: readonly object[] = [ONE],
    query = '{ patients { name allergies { status nodes { text } } } }',
  ) => {
    const allergies = { ...silent, execute: () => Promise.resolve(allergic) };
    const patients = { ...silent, execute: () => Promise.resolve({ data: { patients: structuredClone(people) } }) };
    const engine = await startApolloEngine({
      supergraphSdl: fakeSupergraph(),
      subgraphs: { patients, encounters, allergies },
      log: { error: () => undefined },
      introspection: false,
    });
    const answer = await ask(engine, query);
    await engine.close();
    return { data: answer.data, errors: comparable(answer).errors };
  };

  test('null where none may stand takes its parent, and says so: a bare null would read as none recorded', async () => {
    expect(await answering([{ ...OF_ONE, allergies: { status: null, nodes: [] } }])).toEqual({
      data: { patients: [{ name: 'One', allergies: null }] },
      errors: ['INTERNAL patients.0.allergies.status'],
    });
  });

  test('a value of another kind costs its own field only', async () => {
    expect(await answering([{ ...OF_ONE, allergies: 'none' }])).toEqual({
      data: { patients: [{ name: 'One', allergies: null }] },
      errors: ['INTERNAL patients.0.allergies'],
    });
  });

  test('a field that is left out below others is not known: a bare null would read as none recorded', async () => {
    expect(await answering([{ ...OF_ONE, allergies: { status: 'COMPLETE', nodes: [{}, { text: null }] } }])).toEqual({
      data: { patients: [{ name: 'One', allergies: { status: 'COMPLETE', nodes: [{ text: null }, { text: null }] } }] },
      errors: ['INTERNAL patients.0.allergies.nodes.0.text'],
    });
    const nameless = { __typename: 'Patient', id: 'p1' };
    const whole = { data: { _entities: [{ ...OF_ONE, allergies: { status: 'COMPLETE', nodes: [] } }] } };
    expect(await saying(whole, [nameless])).toMatchObject({ errors: ['INTERNAL patients.0.name'] });
  });

  test('an entity that a subgraph knows nobody of has nothing there, and that is known', async () => {
    expect(await answering([null])).toEqual({ data: { patients: [{ name: 'One', allergies: null }] }, errors: [] });
  });

  test('an entity that became null by one of its fields leaves the others unknown, too', async () => {
    const told = {
      ...graphError('SOURCE_TIMEOUT', 'It did not answer'),
      path: ['_entities', 0, 'allergies', 'status'],
    };
    const allergic = { data: { _entities: [null] }, errors: [told] };
    expect(await saying(allergic, [ONE], '{ patients { name severity allergies { status } } }')).toEqual({
      data: { patients: [{ name: 'One', severity: null, allergies: null }] },
      errors: ['SOURCE_TIMEOUT patients.0.allergies', 'SOURCE_TIMEOUT patients.0.severity'],
    });
  });

  test('other entities than were asked for are no answer', async () => {
    expect(await answering([])).toEqual({
      data: { patients: [{ name: 'One', allergies: null }] },
      errors: ['SUBGRAPH_UNAVAILABLE patients.0.allergies'],
    });
  });

  test('fewer entities than were asked for are no answer, though an error stands beside one of them', async () => {
    const told = { ...graphError('SOURCE_TIMEOUT', 'One source did not answer'), path: ['_entities', 0, 'allergies'] };
    const allergic = { data: { _entities: [{ ...OF_ONE, allergies: null }] }, errors: [told] };
    expect(await saying(allergic, [ONE, { ...ONE, id: 'p2', name: 'Two' }])).toEqual({
      data: {
        patients: [
          { name: 'One', allergies: null },
          { name: 'Two', allergies: null },
        ],
      },
      errors: ['SOURCE_TIMEOUT patients.0.allergies', 'SUBGRAPH_UNAVAILABLE patients.1.allergies'],
    });
  });

  test.each([{ errors: [] }, { data: null, errors: [] }])('no data and no error is no answer: %j', async (allergic) => {
    expect((await saying(allergic)).errors).toEqual(['SUBGRAPH_UNAVAILABLE patients.0.allergies']);
  });

  test('two things that one system was asked for, and did not tell, are two errors', async () => {
    const of = (capability: string) => ({
      ...graphError('SOURCE_STALE', 'The feed is silent', { capability, system: 'pas', organisation: 'RWE' }),
      path: ['_entities', 0, 'allergies'],
    });
    const allergic = {
      data: { _entities: [{ ...OF_ONE, allergies: { status: 'UNKNOWN', nodes: [] } }] },
      errors: [of('bed-state'), of('encounters'), of('encounters')],
    };
    expect((await saying(allergic)).errors).toEqual([
      'SOURCE_STALE patients.0.allergies',
      'SOURCE_STALE patients.0.allergies',
    ]);
  });
});
