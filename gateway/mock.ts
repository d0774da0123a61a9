import { addMocksToSchema } from '@graphql-tools/mock';
import type { FastifyInstance } from 'fastify';
import { graphql, type GraphQLSchema } from 'graphql';
import type { Viewer } from '../schema/capabilities';
import { systemClock } from '../schema/clock';
import type { OdsCode } from '../schema/identifiers';
import { supergraphSdl } from '../schema/sdl';
import { asGraphError } from '../subgraphs/errors';
import { startApolloEngine } from './federation/apollo-engine';
import type { Engine, JsonObject } from './federation/engine';
import { buildGateway } from './http';

const log = {
  error: (details: object, message: string) => process.stderr.write(`${message} ${JSON.stringify(details)}\n`),
};

/** The schema clients see, without the federation's own parts: worked out by the engine, whose subgraphs are never asked. */
const apiSchema = async (): Promise<GraphQLSchema> => {
  const nowhere = { execute: () => Promise.reject(new Error('mock')), close: () => Promise.resolve() };
  const subgraphs = new Proxy({}, { get: () => nowhere, ownKeys: () => [] });
  const engine = await startApolloEngine({ supergraphSdl: supergraphSdl(), subgraphs, log, introspection: true });
  await engine.close();
  return engine.schema;
};

/** Invented, and plainly so; the NHS number is of the 999 range that is never issued. */
const mocks = {
  Instant: () => '2026-11-20T10:00:00.000Z',
  Date: () => '2026-11-20',
  PartialDate: () => '1948-05',
  NhsNumber: () => '9990000018',
  OdsCode: () => 'RWE',
  Decimal: () => '4.2',
  String: () => 'Mock text',
  Int: () => 3,
  HumanName: () => ({ text: 'MOCK, Person (Mx)', family: 'Mock', given: ['Person'] }),
  Completeness: () => ({ status: 'COMPLETE', withheld: false }),
  PageInfo: () => ({ hasNextPage: false, endCursor: null }),
};

const viewer: Viewer = {
  userId: 'mock',
  name: 'Mock Viewer',
  role: 'clinician',
  roleProfileId: 'UNK',
  organisation: 'RWE' as OdsCode,
  organisationName: 'Mock Hospital',
  wards: [],
};

/** The whole entrance with invented answers: any bearer token, or none, is let in. */
export const buildMockGateway = async (): Promise<FastifyInstance> => {
  const schema = addMocksToSchema({ schema: await apiSchema(), mocks });
  const engine: Engine = {
    schema,
    async execute({ query, variables, operationName }) {
      const { data, errors } = await graphql({
        schema,
        source: query,
        ...(variables === undefined ? {} : { variableValues: variables }),
        ...(operationName === undefined ? {} : { operationName }),
      });
      return {
        ...(data === undefined ? {} : { data: data as JsonObject | null }),
        ...(errors === undefined ? {} : { errors: errors.map((error) => asGraphError(error, log, 'mock')) }),
      };
    },
    ready: () => true,
    close: () => Promise.resolve(),
  };
  return buildGateway({
    engine,
    authenticate: () => Promise.resolve({ viewer, purpose: 'TREAT', client: 'mock' }),
    clock: systemClock,
    log,
    pages: {
      wrappings: () => [],
      firstQuery: {
        query: 'query First { patient(id: "mock") { name { text } nhsNumber } }',
        variables: {},
      },
      issueDevelopmentToken: () => Promise.resolve('mock'),
    },
  });
};

const serve = async (): Promise<void> => {
  const app = await buildMockGateway();
  const host = process.env['HOST'] ?? '127.0.0.1';
  const url = await app.listen({ port: Number(process.env['PORT'] ?? 4000), host });
  process.stdout.write(`Causeway's schema with invented answers: ${url}/explorer\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close());
};

if (require.main === module)
  serve().catch((error: unknown) => {
    process.stderr.write(`The mock could not start: ${error instanceof Error ? error.message : 'unknown'}\n`);
    process.exitCode = 1;
  });
