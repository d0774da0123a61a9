import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Since when a feed has been listened for; and what a message can be found by, found by the message when it is pruned. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table known_feed add column awaited_since timestamptz`.execute(db);
  // Entries come in order of seq, so that each is added at the end of it: the cheapest kind of index to keep.
  await sql`create index message_identifier_of on message_identifier (seq)`.execute(db);
};
