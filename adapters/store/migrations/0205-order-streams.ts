import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * What was told under one order's number is folded together, whoever it was told of: `order|imaging|<record>|<number>`
 * becomes `order|imaging|<number>`. Rows stay as they were folded until their number is told again, or replayed. Workers
 * of an older version must not go on afterwards.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of ['event', 'projection'])
    for (const discipline of ['pathology', 'imaging'])
      await sql`update ${sql.table(table)}
        set stream = ${`order|${discipline}|`} || substr(stream, length(${`order|${discipline}|`} || record_id || '|') + 1)
        where kind in ('ordered', 'lab-orders', 'imaging-orders')
          and starts_with(stream, ${`order|${discipline}|`} || record_id || '|')`.execute(db);
};
