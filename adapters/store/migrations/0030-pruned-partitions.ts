import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What was pruned before keeps no hospital number in the names of its partitions either. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`update message set partition_keys = '{}' where pruned_at is not null and partition_keys <> '{}'`.execute(
    db,
  );
};
