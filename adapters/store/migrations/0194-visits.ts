import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Whom organisations visit, as the systems were last heard to say, and when each was last asked. A visit goes with its
 * person by one of their records, or by the NHS number that was traced and the birth date.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table visit (
    instance text not null,
    key text not null,
    organisation text not null,
    start_at timestamptz not null,
    status text not null,
    record_instance text,
    record_id text,
    nhs_number text,
    birth_date text,
    heard_at timestamptz not null,
    primary key (instance, key),
    check ((record_instance is null) = (record_id is null)),
    check ((nhs_number is null) = (birth_date is null)),
    check ((record_id is null) <> (nhs_number is null))
  )`.execute(db);
  await sql`create index visit_of_record on visit (record_instance, record_id) where record_id is not null`.execute(db);
  await sql`create index visit_of_number on visit (nhs_number) where nhs_number is not null`.execute(db);
  await sql`create index visit_by_start on visit (instance, start_at)`.execute(db);

  await sql`create table visit_source (
    instance text primary key,
    organisation text not null,
    asked_at timestamptz not null,
    told_at timestamptz
  )`.execute(db);
};
