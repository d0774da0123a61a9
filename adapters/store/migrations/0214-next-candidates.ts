import { sql, type Kysely } from 'kysely';

/**
 * A route outlives its first migration: who answered before and is off, oldest first, and since when control and candidate
 * are the two that they are. What was compared before says nothing of them.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table route
    add column predecessors text[] not null default '{}',
    add column planned_at timestamptz`.execute(db);
};
