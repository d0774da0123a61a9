import { types } from 'pg';
import type { ClientConfig, CustomTypesConfig } from 'pg';

const INT8 = 20;

/** Sequences and counts stay far below 2^53, and numbers compare as numbers. */
const parsers: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : types.getTypeParser(oid, format ?? 'text')) as CustomTypesConfig['getTypeParser'],
};

/** How every connection of the store is made. The process id in its name lets the last one out stop an embedded server. */
export const connectionSettings = (databaseUrl: string): ClientConfig => ({
  connectionString: databaseUrl,
  application_name: `causeway:${process.pid}`,
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  // A server that vanished without a word is noticed in a minute or so, not in hours.
  keepAliveInitialDelayMillis: 10_000,
  types: parsers,
});
