import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The index of people: who is who across systems, and what stands in the way of saying so. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table person (
    id text primary key,
    age bigint generated always as identity,
    merged_into text references person (id),
    epoch integer not null default 1,
    created_at timestamptz not null
  )`.execute(db);
  await sql`create index person_merged on person (merged_into) where merged_into is not null`.execute(db);

  await sql`create table person_record (
    id bigint generated always as identity primary key,
    instance text not null,
    record_id text not null,
    person_id text not null references person (id) deferrable initially deferred,
    own_person_id text not null unique,
    nhs_number text,
    trace_status text,
    birth_date text,
    birth_date_estimated boolean not null default false,
    family text,
    given text,
    postal_code text,
    practice text,
    restricted boolean not null default false,
    retired boolean not null default false,
    unique (instance, record_id)
  )`.execute(db);
  await sql`create index person_record_person on person_record (person_id)`.execute(db);
  await sql`create index person_record_nhs_number on person_record (nhs_number)`.execute(db);
  await sql`create index person_record_family on person_record (family text_pattern_ops)`.execute(db);
  await sql`create index person_record_birth_date on person_record (birth_date text_pattern_ops)`.execute(db);

  await sql`create table person_identifier (
    record bigint not null references person_record (id) on delete cascade,
    system text not null,
    value text not null,
    primary key (system, value, record)
  )`.execute(db);
  await sql`create index person_identifier_record on person_identifier (record)`.execute(db);

  await sql`create table record_link (
    a bigint not null references person_record (id) on delete cascade,
    b bigint not null references person_record (id) on delete cascade,
    rule text not null,
    primary key (a, b, rule)
  )`.execute(db);
  await sql`create index record_link_b on record_link (b)`.execute(db);

  await sql`create table candidate_link (
    a bigint not null references person_record (id) on delete cascade,
    b bigint not null references person_record (id) on delete cascade,
    reason text not null,
    primary key (a, b)
  )`.execute(db);
  await sql`create index candidate_link_b on candidate_link (b)`.execute(db);
};
