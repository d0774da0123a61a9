import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What an engineer's action still has before it; since when a message fails; held and late messages found by an index. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table message add column failing_since timestamptz`.execute(db);
  // Whether anything else of a partition is held is asked whenever one is dealt with. Few are held at a time.
  await sql`create index message_held on message using gin (partition_keys) where state = 'held'`.execute(db);

  // Kept beside the action, so that another process goes on where one stopped, and does nothing twice.
  await sql`alter table message_action add column destination text`.execute(db);
  await sql`create table message_action_step (
    action bigint not null references message_action (id),
    seq bigint not null,
    primary key (action, seq)
  )`.execute(db);
  await sql`create index message_action_unfinished on message_action (id) where finished_at is null`.execute(db);

  // With the time, so that "was anything later told already?" is one look at the end of a stream, however long it is.
  await sql`drop index event_by_stream`.execute(db);
  await sql`create index event_by_stream on event (instance, stream, occurred_at)`.execute(db);
};
