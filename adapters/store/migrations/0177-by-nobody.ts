import { sql, type Kysely } from 'kysely';

/** What stands as the settings say is by nobody: `settings`, which stood there, is also a name that a person can have. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table route alter column moved_by drop not null`.execute(db);
  await sql`update route set moved_by = null
    where moved_by = 'settings' and why = 'as the settings say'`.execute(db);
  await sql`alter table registered_system alter column changed_by drop not null`.execute(db);
  await sql`update registered_system set changed_by = null
    where changed_by = 'settings' and why in ('as the settings say', 'the register that is shipped')`.execute(db);
};
