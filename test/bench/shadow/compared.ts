import { Client } from 'pg';

/** How often live reads were compared so far, and of how many routes. */
export interface Compared {
  readonly comparisons: number;
  readonly routes: number;
}

/** As the installation itself counts. What was found in the last second may not be counted yet. */
export const comparedSoFar = async (databaseUrl: string): Promise<Compared> => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ comparisons: string; routes: string }>(
      `select coalesce(sum(comparisons), 0) as comparisons, count(distinct route) as routes from shadow_count
       where origin = 'live'`,
    );
    return { comparisons: Number(rows[0]?.comparisons), routes: Number(rows[0]?.routes) };
  } finally {
    await client.end();
  }
};
