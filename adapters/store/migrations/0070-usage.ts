import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Who reads what, a day, and how many asks each system answers, a minute. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table field_use (
    day date not null,
    client text not null,
    operation text not null,
    field text not null,
    capability text not null,
    system text not null,
    requests bigint not null,
    last_at timestamptz not null,
    primary key (day, client, operation, field, capability, system)
  )`.execute(db);
  // What a system is still read for is asked whenever its gate is.
  await sql`create index field_use_by_system on field_use (system, day)`.execute(db);
  await sql`create table system_read (
    at timestamptz not null,
    system text not null,
    capability text not null,
    reads bigint not null,
    failed bigint not null,
    primary key (at, system, capability)
  )`.execute(db);
};
