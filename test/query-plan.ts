import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import type { Tables } from '../adapters/store';

/** How the server means to answer a query, as text; it is not run. */
export const planOf = async (db: Kysely<Tables>, query: RawBuilder<unknown>): Promise<string> => {
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${query}`.execute(db);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
};

interface PlanNode {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Relation Name'?: string;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

const readOf = (table: string, node: PlanNode): number =>
  (node['Relation Name'] === table
    ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    : 0) + (node.Plans ?? []).reduce((sum, each) => sum + readOf(table, each), 0);

/** Runs a query. Rows that it read of a table or one of its indexes, whether they were wanted or not. */
export const rowsRead = async (db: Kysely<Tables>, query: RawBuilder<unknown>, table: string): Promise<number> => {
  const { rows } = await sql<{ 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }] }>`
    explain (analyze, format json) ${query}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('the server explained nothing');
  return readOf(table, row['QUERY PLAN'][0].Plan);
};
