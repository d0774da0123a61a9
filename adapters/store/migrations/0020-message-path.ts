import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What receiving and folding a message need not pay for. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  // Whatever asks by control id is served by message_with_control_id, which knows of all messages.
  await sql`drop index message_by_control_id`.execute(db);
  // Rows of two to four kilobytes are written again with every message of a person: compressing them each time took a
  // fifth of the statement, and reading them had to undo it. Longer ones are compressed as before.
  await sql`alter table projection set (toast_tuple_target = 8160)`.execute(db);
  await sql`alter table event set (toast_tuple_target = 8160)`.execute(db);
};
