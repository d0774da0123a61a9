import { sql, type Kysely } from 'kysely';

/**
 * What waits, is held, was refused or superseded is found by its state, in order of arrival: few messages are in any of these,
 * however many were ever in some trouble. In place of an index that knew of two of the four, by feed.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create index message_by_state on message (state, seq)
    where state in ('received', 'held', 'refused', 'superseded')`.execute(db);
  await sql`drop index message_unsettled`.execute(db);
};
