import { sql, type Kysely } from 'kysely';

/** What became of live reads of routes that are compared, by the minute: how much was compared of how much was read. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table shadow_read (
    route text not null,
    minute timestamptz not null,
    fate text not null,
    reads bigint not null,
    primary key (route, minute, fate)
  )`.execute(db);
};
