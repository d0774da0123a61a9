import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient, QueryResult } from 'pg';

/** Each connection keeps them all: texts that are put together as they are needed must not fill its memory. */
const MOST = 200;

/**
 * Connections of a pool on which every statement with parameters is prepared under a name at its first use: the server
 * plans it once a connection, and not again at each batch of messages, where planning takes as long as a small batch
 * itself. For statements that are planned alike whatever their parameters. Closing it closes nothing: the pool is its
 * owner's.
 */
export const preparing = (pool: Pool, most = MOST): PostgresPool => {
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= most) return known;
    const name = `prepared-${names.size + 1}`;
    names.set(text, name);
    return name;
  };
  const named = new WeakMap<PoolClient, PostgresPoolClient>();
  const wrap = (client: PoolClient): PostgresPoolClient => {
    const query = (text: string, values: readonly unknown[]): Promise<QueryResult> => {
      const name = values.length === 0 ? undefined : nameOf(text);
      return client.query({ text, values: [...values], ...(name !== undefined && { name }) });
    };
    // Of its other form, with a cursor, nothing here makes use.
    return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release() };
  };
  return {
    connect: async () => {
      const client = await pool.connect();
      const known = named.get(client) ?? wrap(client);
      named.set(client, known);
      return known;
    },
    end: () => Promise.resolve(),
  };
};
