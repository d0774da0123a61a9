import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What narrows who may read of a person: as their sources say, and as they or the privacy officer put down here. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table person_record
    add column very_restricted boolean not null default false,
    add column dissents boolean not null default false`.execute(db);
  await sql`create index person_record_very_restricted on person_record (person_id) where very_restricted`.execute(db);

  await sql`create table privacy_directive (
    seq bigint generated always as identity primary key,
    id text not null unique,
    person_id text not null,
    kind text not null,
    capability text,
    organisation text,
    instance text,
    record text,
    from_at timestamptz not null,
    until_at timestamptz check (until_at > from_at),
    at timestamptz not null,
    by_user_id text not null,
    by_name text not null,
    role text not null,
    reason text not null check (length(reason) between 10 and 500),
    ended_at timestamptz,
    ended_by_user_id text,
    ended_by_name text,
    ended_reason text check (length(ended_reason) between 10 and 500),
    check ((kind in ('sealed', 'sealed-and-locked')) = (num_nonnulls(capability, organisation, instance, record) > 0))
  )`.execute(db);

  // By the records that were the person's when it was put down: whichever person they are said to be later, by a merge
  // or its undoing, it goes with them.
  await sql`create table privacy_directive_record (
    instance text not null,
    record_id text not null,
    directive text not null references privacy_directive (id),
    primary key (instance, record_id, directive)
  )`.execute(db);
  await sql`create index privacy_directive_record_directive on privacy_directive_record (directive)`.execute(db);

  // Of a directive only its end may be added, once.
  await sql`create function privacy_directive_is_kept() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' and tg_table_name = 'privacy_directive' then
      if old.ended_at is null and new.ended_at is not null
        and to_jsonb(new) - '{ended_at,ended_by_user_id,ended_by_name,ended_reason}'::text[]
          = to_jsonb(old) - '{ended_at,ended_by_user_id,ended_by_name,ended_reason}'::text[] then
        return new;
      end if;
    end if;
    raise exception '% is append-only', tg_table_name;
  end $$`.execute(db);
  for (const table of ['privacy_directive', 'privacy_directive_record']) {
    await sql`create trigger ${sql.raw(`${table}_no_change`)} before update or delete on ${sql.table(table)}
      for each row execute function privacy_directive_is_kept()`.execute(db);
    await sql`create trigger ${sql.raw(`${table}_no_truncate`)} before truncate on ${sql.table(table)}
      for each statement execute function privacy_directive_is_kept()`.execute(db);
  }
};
