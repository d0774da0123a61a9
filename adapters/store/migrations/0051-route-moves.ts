import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** How far a route has moved, what holds moves up, and who of the people seen so far comes first. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table route
    add column percent integer check (percent between 1 and 99),
    add column sites text[] not null default '{}',
    add column second_approver boolean not null default false,
    add constraint route_ramp check (stage = 'ramp' or (percent is null and sites = '{}'))`.execute(db);

  await sql`create table waiting_move (
    id bigint generated always as identity primary key,
    route text not null,
    stage text not null check (stage in ('off', 'shadow', 'ramp', 'live', 'retired')),
    percent integer,
    sites text[] not null,
    user_id text not null,
    user_name text not null,
    role text not null,
    at timestamptz not null,
    reason text not null,
    decided_at timestamptz,
    decided_by text,
    agreed boolean
  )`.execute(db);
  await sql`create unique index waiting_move_open on waiting_move (route) where decided_at is null`.execute(db);

  await sql`create table change_freeze (
    id bigint generated always as identity primary key,
    route text,
    from_at timestamptz not null,
    to_at timestamptz not null,
    user_name text not null,
    reason text not null
  )`.execute(db);
  await sql`create index change_freeze_end on change_freeze (to_at)`.execute(db);

  await sql`create table route_note (
    id bigint generated always as identity primary key,
    route text not null,
    at timestamptz not null,
    user_name text not null,
    words text not null
  )`.execute(db);
  await sql`create index route_note_of on route_note (route, id)`.execute(db);

  await sql`create table ramp_budget (
    route text primary key,
    error_percent numeric not null check (error_percent between 0 and 100),
    latency_ms integer not null check (latency_ms > 0),
    severe_percent numeric not null check (severe_percent between 0 and 100),
    minimum_sample integer not null check (minimum_sample > 0),
    window_seconds integer not null check (window_seconds > 0)
  )`.execute(db);

  // A person comes on a ramp at the same per cent for good, whatever becomes of their numbers: the row is written when
  // they are first met, and never changed.
  await sql`create table ramp_unit (
    person text primary key,
    bucket smallint not null check (bucket between 0 and 99),
    at timestamptz not null
  )`.execute(db);
  await sql`create function ramp_unit_is_kept() returns trigger language plpgsql as $$
  begin
    raise exception 'the bucket of a person is never changed';
  end $$`.execute(db);
  await sql`create trigger ramp_unit_no_change before update on ramp_unit
    for each row execute function ramp_unit_is_kept()`.execute(db);
  // Where nothing says otherwise: spread evenly, and the same in every process.
  await sql`create function ramp_bucket(person text) returns integer language sql immutable parallel safe as $$
    select (('x' || substr(md5(person), 1, 8))::bit(32)::bigint % 100)::integer
  $$`.execute(db);
};
