import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { DatabaseError, type Pool, type PoolClient, type QueryResult } from 'pg';

/** A prepared statement whose table was changed since, as by the migration of a newer version, fails from then on. */
const isStale = (error: unknown): boolean => error instanceof DatabaseError && error.code === '0A000';

/**
 * A plan for any parameters. Left to itself the server compares their costs and not the time that planning takes: for the
 * short arrays of a small batch it would plan anew each time, which takes longer than the statement itself. Nor is one of
 * them compiled, which takes longer still, however long the server thinks that it will run.
 */
const BEGIN = 'begin; set local plan_cache_mode = force_generic_plan; set local jit = off';

const begin = async (client: PoolClient): Promise<QueryResult> => {
  // One result each.
  const [begun] = (await client.query(BEGIN)) as unknown as readonly [QueryResult, QueryResult];
  return begun;
};

/** Each connection keeps them all: texts that are put together as they are needed must not fill its memory. */
const MOST = 200;

/**
 * Connections of a pool on which every statement with parameters is prepared under a name at its first use: the server
 * plans it once a connection, and not again at each batch of messages, where planning takes as long as a small batch
 * itself. For transactions whose statements are planned alike whatever their parameters. Closing it closes nothing: the
 * pool is its owner's. A connection of which a statement no longer fits its table is given up.
 */
export const preparing = (pool: Pick<Pool, 'connect'>, most = MOST): PostgresPool => {
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
    let stale = false;
    const query = async (text: string, values: readonly unknown[]): Promise<QueryResult> => {
      if (text === 'begin') return begin(client);
      const name = values.length === 0 ? undefined : nameOf(text);
      try {
        return await client.query({ text, values: [...values], ...(name !== undefined && { name }) });
      } catch (error) {
        stale ||= isStale(error);
        throw error;
      }
    };
    // Of its other form, with a cursor, nothing here makes use.
    return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release(stale) };
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
