import type { JsonObject } from '../../../gateway/federation/engine';
import { subgraphNames } from '../../../schema/sdl';
import { executable, type ExecutableSubgraph } from '../../../subgraphs/execute';
import { scalars } from '../../../subgraphs/scalars';
import { defineSubgraph, type ReferenceResolver, type ResolverMap } from '../../../subgraphs/subgraph';

/**
 * The real subgraphs' SDL over answers kept in memory: what is measured is the way of an answer, not its making. Every
 * side asks these.
 */
const ROWS = 50;
const AS_OF = '2026-11-20T09:00:00.000Z';
const COMPLETE = { status: 'COMPLETE', sources: [], withheld: false };
const SOURCE = { systemName: 'Nervecentre', asOf: AS_OF };
const concept = (text: string): JsonObject => ({ text, codings: [] });
const page = (nodes: readonly JsonObject[], more: JsonObject = {}): JsonObject => ({
  nodes,
  completeness: COMPLETE,
  ...more,
});

const VITAL_SIGNS = ['Respiratory rate', 'SpO2', 'Blood pressure', 'Pulse', 'Consciousness', 'Temperature'];

const observation = (text: string, index: number): JsonObject => ({
  code: concept(text),
  effective: AS_OF,
  valueText: `${16 + index} per minute`,
  quantity: { value: String(16 + index), unit: 'per minute' },
});

const kept = new Map<string, JsonObject>();

/** An entity with all that its subgraph knows of it, made once; a copy, because federation writes its type on it. */
const keep =
  (name: string, make: (id: string) => JsonObject): ReferenceResolver =>
  ({ id }) => {
    const key = `${name} ${id}`;
    const entity = kept.get(key) ?? { id, ...make(id) };
    kept.set(key, entity);
    return { ...entity };
  };

const person = (id: string): JsonObject => ({
  id,
  nhsNumber: '9990000018',
  name: { text: `TESTER, ${id} (Mrs)`, family: 'Tester', given: [id] },
  gender: 'FEMALE',
  birthDate: '1941-03-02',
  address: { text: '1 Test Street, Leicester', postalCode: 'LE1 1AA' },
  completeness: COMPLETE,
});

const stays: readonly JsonObject[] = Array.from({ length: ROWS }, (_, row) => ({
  bed: { id: `b${row + 1}` },
  patient: { id: `p${row + 1}` },
}));

const RESOLVERS: Readonly<Record<string, ResolverMap>> = {
  patients: {
    Query: { patient: (_source: unknown, { id }: { id: string }) => person(id) },
    Patient: { __resolveReference: keep('person', person) },
  },
  encounters: {
    Query: { encounters: () => page(stays) },
    Patient: {
      __resolveReference: keep('stays', () => ({
        currentEncounter: {
          status: 'IN_PROGRESS',
          class: 'IMP',
          period: { start: AS_OF },
          consultant: { text: 'Dr Test' },
          specialty: concept('General Medicine'),
        },
      })),
    },
  },
  flow: {
    Bed: { __resolveReference: keep('bed', (id) => ({ name: `Bed ${id}`, status: 'OCCUPIED', sex: 'FEMALE' })) },
  },
  observations: {
    Patient: {
      __resolveReference: keep('observations', () => ({ latestObservations: page(VITAL_SIGNS.map(observation)) })),
    },
  },
  pathology: {
    Patient: {
      __resolveReference: keep('results', () => ({
        latestResults: page([
          { code: concept('Potassium'), valueText: '6.1 mmol/L', effective: AS_OF, interpretation: concept('High') },
        ]),
      })),
    },
  },
  'care-record': {
    Patient: {
      __resolveReference: keep('care record', () => ({
        allergies: page([{ code: concept('Penicillin'), recordedDate: '2019-05', source: SOURCE }], {
          assertedNone: false,
        }),
        flags: page([{ code: concept('Falls risk') }]),
      })),
    },
  },
};

/** Every subgraph of the supergraph; those that no query here asks know nothing. */
export const cannedSubgraphs = (): readonly ExecutableSubgraph[] =>
  subgraphNames().map((name) =>
    executable(defineSubgraph(name, { ...scalars, ...RESOLVERS[name] }), {
      error: (details, message) => process.stderr.write(`${name}: ${message} ${JSON.stringify(details)}\n`),
    }),
  );
