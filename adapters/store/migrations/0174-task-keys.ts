import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Keys of tasks name their system, as it tells them: `nervecentre@RWE|Task/17`, once `RWE|17`. A task that was known by
 * its former key would else be heard of as another, and what is over be over only now.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`update task_owner
    set key = instance || '|Task/' || substr(key, length(split_part(instance, '@', 2)) + 2)
    where starts_with(key, split_part(instance, '@', 2) || '|')`.execute(db);
};
