import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** MSA-1 of the answer with which the receiver of an application acknowledgement refused it. Few are: they are found by it. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table message add column application_refused text`.execute(db);
  await sql`create index message_told_in_vain on message (seq) where application_refused is not null`.execute(db);
};
