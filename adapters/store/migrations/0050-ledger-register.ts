import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What a programme writes of its systems, and who changed what in the ledger: rows of the second are never changed. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table registered_system (
    id text primary key check (id like '%_@_%'),
    name text not null,
    organisation text not null,
    organisation_name text not null,
    function text,
    supplier text,
    owner text,
    lifecycle text not null check (lifecycle in ('planned', 'not-connected', 'live', 'retiring', 'retired')),
    phases jsonb not null,
    contract_end text,
    yearly_cost text,
    retention text,
    dependants text[] not null,
    replaced_by text[] not null,
    version integer not null,
    changed_by text not null,
    at timestamptz not null,
    why text not null
  )`.execute(db);
  await sql`create table system_condition (
    id bigint generated always as identity primary key,
    system text not null references registered_system (id),
    position integer not null,
    words text not null,
    met_at timestamptz,
    met_by text,
    unique (system, words)
  )`.execute(db);
  await sql`create table system_sign_off (
    id bigint generated always as identity primary key,
    system text not null references registered_system (id),
    user_id text not null,
    user_name text not null,
    role text not null,
    at timestamptz not null,
    words text not null
  )`.execute(db);
  await sql`create index system_sign_off_of on system_sign_off (system, id)`.execute(db);

  await sql`create table ledger_change (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    user_id text not null,
    user_name text not null,
    role text not null,
    about text not null,
    what text not null,
    before text,
    after text,
    reason text not null
  )`.execute(db);
  await sql`create index ledger_change_about on ledger_change (about, id)`.execute(db);
  await sql`create function ledger_change_is_kept() returns trigger language plpgsql as $$
  begin
    raise exception 'what was changed in the ledger stays on record';
  end $$`.execute(db);
  await sql`create trigger ledger_change_no_change before update or delete on ledger_change
    for each row execute function ledger_change_is_kept()`.execute(db);
};
