import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Who was shown what. Append-only by trigger, so that not even a fault of ours can rewrite it. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table read_audit (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    request_id text not null,
    user_id text not null,
    user_name text not null,
    role text not null,
    role_profile_id text not null,
    organisation text not null,
    purpose text not null,
    client text not null,
    operation text not null,
    capability text not null,
    persons text[] not null,
    places text[] not null,
    unresolved integer not null,
    instances text[] not null,
    outcome text not null check (outcome in ('answered', 'refused')),
    note text
  )`.execute(db);
  await sql`create index read_audit_request on read_audit (request_id)`.execute(db);
  await sql`create index read_audit_persons on read_audit using gin (persons)`.execute(db);
  await sql`create index read_audit_user on read_audit (user_id, at)`.execute(db);

  await sql`create function read_audit_is_append_only() returns trigger language plpgsql as $$
  begin
    raise exception 'read_audit is append-only';
  end $$`.execute(db);
  await sql`create trigger read_audit_no_change before update or delete on read_audit
    for each row execute function read_audit_is_append_only()`.execute(db);
  await sql`create trigger read_audit_no_truncate before truncate on read_audit
    for each statement execute function read_audit_is_append_only()`.execute(db);
};
