import { sql, type Kysely } from 'kysely';

/** The column holds whole obstacles, `readers: bed-board`: a yes to one reader is none to another. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table retirement_override rename column obstacle_kinds to obstacles`.execute(db);
};
