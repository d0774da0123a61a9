import { addMocksToSchema } from '@graphql-tools/mock';
import type { FastifyInstance } from 'fastify';
import { graphql } from 'graphql';
import type { Viewer } from '../schema/capabilities';
import { systemClock } from '../schema/clock';
import type { OdsCode } from '../schema/identifiers';
import { asGraphError } from '../subgraphs/errors';
import { firstQuery } from './assembly/first-query';
import { clientSchema } from './federation/client-schema';
import type { Engine, JsonObject } from './federation/engine';
import { buildGateway } from './http';
import { mockValues } from './mock-values';

const log = {
  error: (details: object, message: string) => process.stderr.write(`${message} ${JSON.stringify(details)}\n`),
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

/** The whole entrance with invented answers: any bearer token, or none, is let in, and pages of the named origins. */
export const buildMockGateway = async (corsOrigins: readonly string[] = []): Promise<FastifyInstance> => {
  const bare = await clientSchema();
  const schema = addMocksToSchema({ schema: bare, mocks: mockValues(bare) });
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
        ...(errors === undefined
          ? {}
          : { errors: errors.map((error) => asGraphError(error, log, { name: 'mock', schema })) }),
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
    corsOrigins,
    pages: {
      wrappings: () => [],
      firstQuery: firstQuery(),
      issueDevelopmentToken: () => Promise.resolve('mock'),
    },
  });
};

const serve = async (): Promise<void> => {
  const origins = (process.env['CORS_ORIGINS'] ?? '').split(',').flatMap((origin) => origin.trim() || []);
  const app = await buildMockGateway(origins);
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
