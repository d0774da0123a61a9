import { sql } from 'kysely';
import { MINUTE } from '../../schema/time';
import type { Store } from './store';

/** Below this any plan will do. */
const FEW = 100;

/**
 * Of the values of a column a tenth of what the server keeps by itself: it reads ten times fewer rows, 3,000, to know how
 * many there are. It reads them while messages arrive: with all of them, half a second for a table of 20,000 messages.
 */
const TARGET = 10;

/** A table that could not be counted is left for so long: what made it fail mostly lasts. */
const LEFT_MS = 5 * MINUTE;

export interface OutgrownTables {
  /**
   * Has the server count the tables that hold more than twice what it last counted; gives their names. Rejects, once all
   * others are counted, with what kept one from it; that one is left for five minutes.
   */
  count(): Promise<readonly string[]>;
}

/**
 * Plans are kept for as long as a connection lives, and those of a new database were made while it was empty: that a table
 * is read by its wrong index then shows only once there is much in it. The server counts by itself, but a minute late, and
 * nowhere at all where autovacuum is off. Every plan over a table that was counted is made anew. One that somebody else is
 * counting is passed over, and so are tables of other owners.
 */
export const createOutgrownTables = ({ db }: Pick<Store, 'db'>, elapsedMs: () => number): OutgrownTables => {
  const leftUntil = new Map<string, number>();

  const outgrown = async (): Promise<readonly string[]> => {
    const { rows } = await sql<{ name: string }>`
      select format('%I.%I', told.schemaname, told.relname) as name
      from pg_stat_user_tables told join pg_class counted on counted.oid = told.relid
      where told.schemaname = current_schema() and told.n_live_tup > ${FEW}
        and told.n_live_tup > 2 * greatest(counted.reltuples, 0) and pg_has_role(counted.relowner, 'usage')
      order by 1`.execute(db);
    return rows.map(({ name }) => name).filter((name) => (leftUntil.get(name) ?? -Infinity) <= elapsedMs());
  };
  return {
    count: async () => {
      const counted: string[] = [];
      let fault: unknown = null;
      for (const name of await outgrown())
        try {
          await db.transaction().execute(async (trx) => {
            await sql`set local default_statistics_target = ${sql.lit(TARGET)}`.execute(trx);
            await sql`analyze (skip_locked) ${sql.raw(name)}`.execute(trx);
          });
          counted.push(name);
        } catch (error) {
          leftUntil.set(name, elapsedMs() + LEFT_MS);
          fault ??= error;
        }
      if (fault !== null) throw fault;
      return counted;
    },
  };
};
