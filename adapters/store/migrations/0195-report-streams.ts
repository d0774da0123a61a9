import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * What was told under one report's number is folded together, whoever it was told of: `lab|<record>|<number>` becomes
 * `lab|<number>`. Rows stay as they were folded until their number is told again, or replayed. Workers of an older
 * version must not go on afterwards.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of ['event', 'projection'])
    for (const discipline of ['lab', 'imaging'])
      await sql`update ${sql.table(table)}
        set stream = ${`${discipline}|`} || substr(stream, length(${`${discipline}|`} || record_id || '|') + 1)
        where kind in (${`${discipline}-reported`}, ${`${discipline}-reports`})
          and starts_with(stream, ${`${discipline}|`} || record_id || '|')`.execute(db);
};
