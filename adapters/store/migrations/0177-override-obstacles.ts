import { sql, type Kysely } from 'kysely';

/**
 * The column holds whole obstacles, `readers: bed-board`: a yes to one reader is none to another. A store of the days before
 * it was asked which obstacles a yes is to has no such column: what waits there for a second person is asked for again.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  const { rows } = await sql`select 1 from information_schema.columns
    where table_schema = current_schema() and table_name = 'retirement_override'
      and column_name = 'obstacle_kinds'`.execute(db);
  if (rows.length > 0) {
    await sql`alter table retirement_override rename column obstacle_kinds to obstacles`.execute(db);
    return;
  }
  await sql`delete from retirement_override`.execute(db);
  await sql`alter table retirement_override add column obstacles text[] not null`.execute(db);
};
