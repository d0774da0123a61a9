import { sql } from 'kysely';
import type { Store } from '../store';
import type { LiveSnapshot } from './live-snapshot';

const BATCH = 500;

/** What people and the privacy officer put down, with the records it stands on: no message tells of it. */
const TABLES = ['privacy_directive', 'privacy_directive_record'] as const;

/** As they stand live, so that they spread in the rebuilt index as they do there when records are joined. */
export const keepWishes = async (live: LiveSnapshot, scratch: Pick<Store, 'db'>): Promise<void> => {
  for (const table of TABLES) {
    // A live database of before there were wishes has none.
    const [row] = await live.query<{ there: boolean }>('select to_regclass($1) is not null as there', [table]);
    if (row?.there !== true) continue;
    for await (const rows of live.batches(`select * from ${table}`, [], BATCH))
      await sql`insert into ${sql.table(table)} overriding system value
        select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
        scratch.db,
      );
  }
};
