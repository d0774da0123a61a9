import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What the message console looks for: by feed, type, control id and trouble, in order of arrival; and what a message led to. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create index message_of_feed on message (feed, seq)`.execute(db);
  await sql`create index message_of_type on message (message_type, trigger_event, seq)`.execute(db);
  await sql`create index message_with_control_id on message (control_id, seq)`.execute(db);
  // Most messages are translated at their first try and stay out of it.
  await sql`create index message_in_trouble on message (seq)
    where state in ('received', 'held', 'refused', 'superseded') or out_of_order or repeats > 0
      or conflicts_with is not null or attempts > 0`.execute(db);
  await sql`create index message_conflicting on message (conflicts_with) where conflicts_with is not null`.execute(db);
};
