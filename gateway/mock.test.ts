import type { FastifyInstance } from 'fastify';
import { buildMockGateway } from './mock';

let app: FastifyInstance;
beforeAll(async () => {
  app = await buildMockGateway();
});
afterAll(() => app.close());

test('answers a query over several subgraphs with invented values of the right kind', async () => {
  const query = `{ patient(id: "x") { nhsNumber name { text } allergies { nodes { source { asOf freshness } } completeness { status } } } }`;
  const response = await app.inject({ method: 'POST', url: '/graphql', payload: { query } });
  expect(response.json()).toEqual({
    data: {
      patient: {
        nhsNumber: '9990000018',
        name: { text: 'MOCK, Person (Mx)' },
        allergies: {
          nodes: expect.arrayContaining([
            { source: { asOf: '2026-11-20T10:00:00.000Z', freshness: expect.any(String) } },
          ]),
          completeness: { status: 'COMPLETE' },
        },
      },
    },
  });
});

test('does not show the inside of the federation', async () => {
  const response = await app.inject({
    method: 'POST',
    url: '/graphql',
    payload: { query: '{ __schema { types { name } } }' },
  });
  const names = response.json<{ data: { __schema: { types: { name: string }[] } } }>().data.__schema.types;
  expect(names.map(({ name }) => name).filter((name) => /^(join|link)__|^_(Entity|Any|Service)$/.test(name))).toEqual(
    [],
  );
});
