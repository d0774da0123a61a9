import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { parseNhsNumber } from '../schema/identifiers';
import { buildMockGateway } from './mock';

const QUERIES = join(__dirname, '../docs/queries');
const kept = readdirSync(QUERIES).filter((file) => file.endsWith('.graphql'));
const read = (file: string): string => readFileSync(join(QUERIES, file), 'utf8');

let app: FastifyInstance;
beforeAll(async () => {
  app = await buildMockGateway(['http://localhost:5173']);
});
afterAll(() => app.close());

const ask = async (query: string, variables: unknown = {}) => {
  const response = await app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
  return response.json<{ data: Record<string, unknown>; errors?: unknown }>();
};

test('answers a query over several subgraphs with invented values of the right kind', async () => {
  const query = `{ patient(id: "x") { nhsNumber birthDate name { text } allergies { nodes { source { asOf freshness } } completeness { status sources { answer code } } } } }`;
  const source = { asOf: '2026-11-20T10:00:00.000Z', freshness: 'LIVE' };
  const answer = { answer: 'FOUND', code: null };
  expect(await ask(query)).toEqual({
    data: {
      patient: {
        nhsNumber: '9990000018',
        birthDate: '1948-03-02',
        name: { text: 'MOCK, Ada (Mrs)' },
        allergies: {
          nodes: [{ source }, { source }],
          completeness: { status: 'COMPLETE', sources: [answer, answer] },
        },
      },
    },
  });
});

test.each(kept)('%s is answered whole', async (file) => {
  const { data, errors } = await ask(read(file), JSON.parse(read(file.replace('.graphql', '.json'))));
  expect(errors).toBeUndefined();
  expect(Object.values(data)).not.toContain(null);
});

test('people differ, as do ids, or a cache would take them for one; their numbers are valid and of the 999 range', async () => {
  const { data } = await ask(
    `{ patients(search: { family: "Mock", birthDate: "1948-03-02" }) { nodes { id nhsNumber } completeness { status } } }`,
  );
  const { nodes } = data['patients'] as { nodes: { id: string; nhsNumber: string }[] };
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(2);
  expect(new Set(nodes.map(({ nhsNumber }) => nhsNumber)).size).toBe(2);
  for (const { nhsNumber } of nodes)
    expect([nhsNumber.slice(0, 3), parseNhsNumber(nhsNumber)]).toEqual(['999', nhsNumber]);
});

test("a front end's development server may ask, where it is named", async () => {
  const from = (origin: string) => app.inject({ method: 'OPTIONS', url: '/graphql', headers: { origin } });
  expect((await from('http://localhost:5173')).headers['access-control-allow-headers']).toContain('authorization');
  expect((await from('http://localhost:9')).headers['access-control-allow-origin']).toBeUndefined();
});

test('does not show the inside of the federation', async () => {
  const { data } = await ask('{ __schema { types { name } } }');
  const { types } = data['__schema'] as { types: { name: string }[] };
  expect(types.map(({ name }) => name).filter((name) => /^(join|link)__|^_(Entity|Any|Service)$/.test(name))).toEqual(
    [],
  );
});
