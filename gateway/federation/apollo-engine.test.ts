import { testAsk } from '../testing/ask';
import { fakeEngine, MODES } from '../testing/fake-engine';
import type { Engine, EngineResponse } from './engine';

const ask = (engine: Engine, query: string, variables: Record<string, unknown> = {}): Promise<EngineResponse> =>
  engine.execute({ query, variables, ask: testAsk(), forwarded: { authorization: 'Bearer good' } });

const WARDS = `query Wards { all: wards { name alerts stays { bed patient { id who: name allergies { status nodes { text } } } } } }`;

const brief = ({ errors }: EngineResponse) =>
  (errors ?? []).map(({ path, extensions }) => `${extensions.code} ${path?.join('.') ?? '-'}`).sort();

describe.each(MODES)('the engine, subgraphs %s', (mode) => {
  describe('all alive', () => {
    let engine: Engine;
    const logged: object[] = [];
    beforeAll(async () => {
      engine = await fakeEngine(mode, [], logged);
    });
    afterAll(() => engine.close());

    test('joins entities inside nested lists', async () => {
      const { data } = await ask(engine, WARDS);
      expect(data).toEqual({
        all: [
          { name: 'Ward 1', alerts: 3, stays: [] },
          {
            name: 'Ward 2',
            alerts: 3,
            stays: [
              {
                bed: 'A1',
                patient: {
                  id: 'p1',
                  who: 'Name of p1',
                  allergies: { status: 'COMPLETE', nodes: [{ text: 'Penicillin' }] },
                },
              },
              { bed: 'A2', patient: null },
              {
                bed: 'A3',
                patient: { id: 'p2', who: 'Name of p2', allergies: { status: 'PARTIAL', nodes: [{ text: 'Latex' }] } },
              },
            ],
          },
        ],
      });
    });

    test('a reported failure stands once, at the place in the list it belongs to, and the data stays', async () => {
      const { errors } = await ask(engine, WARDS);
      expect(errors).toEqual([
        {
          message: 'One source did not answer',
          locations: [{ line: 1, column: WARDS.indexOf('allergies') + 1 }],
          path: ['all', 1, 'stays', 2, 'patient', 'allergies'],
          extensions: {
            code: 'SOURCE_TIMEOUT',
            capability: 'allergies',
            system: 'systmone',
            organisation: 'C82999',
            retryable: true,
            ref: expect.stringMatching(/^r-/),
          },
        },
      ]);
    });

    test('says for the whole request who answered, without indexes', async () => {
      const { extensions } = await ask(engine, WARDS);
      expect(extensions).toEqual({
        sources: [
          {
            capability: 'allergies',
            system: 'nervecentre',
            organisation: 'RWE',
            answer: 'FOUND',
            freshness: 'LIVE',
            asOf: '2026-11-20T09:00:00.000Z',
            ms: 40,
            paths: ['all.stays.patient.allergies'],
          },
          {
            capability: 'allergies',
            system: 'systmone',
            organisation: 'C82999',
            answer: 'FAILED',
            code: 'SOURCE_TIMEOUT',
            ms: 800,
            paths: ['all.stays.patient.allergies'],
          },
        ],
      });
    });

    test('one source at two aliases is one line with both paths', async () => {
      const { extensions } = await ask(
        engine,
        '{ a: patient(id: "p1") { allergies { status } } b: patient(id: "p3") { allergies { status } } }',
      );
      expect(extensions).toMatchObject({ sources: [{ paths: ['a.allergies', 'b.allergies'] }] });
    });

    test('a thrown refusal below an entity carries its indexes', async () => {
      const answer = await ask(engine, '{ wards { stays { patient { allergies { nodes { by: recorder text } } } } } }');
      expect(brief(answer)).toEqual([
        'SOURCE_REFUSED wards.1.stays.0.patient.allergies.nodes.0.by',
        'SOURCE_REFUSED wards.1.stays.2.patient.allergies.nodes.0.by',
        'SOURCE_TIMEOUT wards.1.stays.2.patient.allergies',
      ]);
    });

    test('entities that the gateway skips do not shift the places of the others', async () => {
      const answer = await ask(
        engine,
        '{ whoIsIn { ... on Patient { allergies { status } } } wards { stays { visitor { ... on Patient { name mood } } } } }',
      );
      expect(brief(answer)).toEqual(['INTERNAL wards.1.stays.1.visitor.mood', 'SOURCE_TIMEOUT whoIsIn.1.allergies']);
    });

    test('an entity refused by one subgraph leaves what the others say of it', async () => {
      const answer = await ask(engine, '{ patient(id: "gone") { name allergies { status } severity } }');
      expect(answer.data).toEqual({ patient: { name: 'Name of gone', allergies: null, severity: null } });
      expect(brief(answer)).toEqual(['FORBIDDEN patient.allergies', 'FORBIDDEN patient.severity']);
    });

    test('an unexpected fault is masked, for the asker and in the log', async () => {
      const answer = await ask(engine, '{ patient(id: "p1") { name mood } }');
      expect(answer.data).toEqual({ patient: { name: 'Name of p1', mood: null } });
      expect(brief(answer)).toEqual(['INTERNAL patient.mood']);
      expect(JSON.stringify(answer.errors)).not.toContain('9990000018');
      expect(JSON.stringify(logged)).not.toContain('9990000018');
      expect(logged).toContainEqual(expect.objectContaining({ ref: answer.errors?.[0]?.extensions.ref }));
    });

    test('a refusal at a root field keeps its code', async () => {
      expect(brief(await ask(engine, '{ twice: search(term: "9990000018") { name } }'))).toEqual([
        'AMBIGUOUS_IDENTITY twice',
      ]);
    });

    test.each([
      ['a wrong variable', 'query Q($id: Int!) { patient(id: $id) { name } }', 'BAD_USER_INPUT'],
      ['an unknown field', '{ patient(id: "9990000018") { shoeSize } }', 'BAD_USER_INPUT'],
      ['bad syntax', '{ patient(id: "9990000018" "x") { name } }', 'BAD_USER_INPUT'],
      ['too deep', `{ ${'wards { stays { patient { stay { patient { '.repeat(4)} id ${'}'.repeat(20)} }`, 'TOO_COSTLY'],
      [
        'too many aliases',
        `{ ${Array.from({ length: 51 }, (_, n) => `a${n}: allergyCodes`).join(' ')} }`,
        'TOO_COSTLY',
      ],
      ['too long', `{ ${'allergyCodes '.repeat(5_001)} }`, 'TOO_COSTLY'],
      ['too broad', `{ wards { ${'name '.repeat(101)} } }`, 'TOO_COSTLY'],
      ['too much of the root', `{ ${'allergyCodes '.repeat(21)} }`, 'TOO_COSTLY'],
      ['too many directives', `{ wards { ${'name @include(if: true) '.repeat(51)} } }`, 'TOO_COSTLY'],
      [
        'two fragments that spread each other',
        '{ wards { ...A } } fragment A on Ward { ...B } fragment B on Ward { name ...A }',
        'BAD_USER_INPUT',
      ],
      // Each spreads the next twice: walked naively, two to the power of three hundred visits.
      [
        'fragments within fragments',
        `{ wards { ...F0 shoeSize } } ${Array.from({ length: 300 }, (_, n) => `fragment F${n} on Ward { ...F${n + 1} ...F${n + 1} }`).join(' ')} fragment F300 on Ward { name }`,
        'BAD_USER_INPUT',
      ],
    ])('%s is refused whole, without its values', async (_what, query, code) => {
      const answer = await ask(engine, query, { id: '9990000018' });
      expect(answer.data).toBeUndefined();
      expect(answer.errors?.[0]?.extensions.code).toBe(code);
      expect(JSON.stringify(answer)).not.toContain('9990000018');
    });
  });

  describe('one dead', () => {
    test('its fields are unknown, each with its own path; all else stands', async () => {
      const engine = await fakeEngine(mode, ['allergies']);
      const answer = await ask(
        engine,
        `query Q($no: Boolean!) { wards { name alerts stays { bed patient { name severity @skip(if: $no) allergies { status } } } } allergyCodes }`,
        { no: true },
      );
      await engine.close();
      expect(answer.data).toMatchObject({
        allergyCodes: null,
        wards: [
          { name: 'Ward 1', alerts: null },
          { alerts: null, stays: [{ patient: { name: 'Name of p1', allergies: null } }, { bed: 'A2' }, { bed: 'A3' }] },
        ],
      });
      expect(brief(answer)).toEqual([
        'SUBGRAPH_UNAVAILABLE allergyCodes',
        'SUBGRAPH_UNAVAILABLE wards.0.alerts',
        'SUBGRAPH_UNAVAILABLE wards.1.alerts',
        'SUBGRAPH_UNAVAILABLE wards.1.stays.0.patient.allergies',
        'SUBGRAPH_UNAVAILABLE wards.1.stays.2.patient.allergies',
      ]);
      expect(answer.errors?.every(({ extensions }) => extensions.retryable)).toBe(true);
    });

    test('the one that owns the root field: that field is null and says why', async () => {
      const engine = await fakeEngine(mode, ['encounters']);
      const answer = await ask(engine, '{ wards { name alerts } allergyCodes patients { name } }');
      await engine.close();
      expect(answer.data).toEqual({
        wards: null,
        allergyCodes: ['716186003'],
        patients: [{ name: 'Name of p1' }, { name: 'Name of p2' }],
      });
      expect(brief(answer)).toEqual(['SUBGRAPH_UNAVAILABLE wards']);
    });
  });
});
