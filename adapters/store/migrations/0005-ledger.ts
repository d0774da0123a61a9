import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Which system answers for what today. Every change is told on the channel `routes`, so that each process reloads. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table system_instance (
    name text primary key check (name like '%_@_%'),
    kind text,
    system_name text not null,
    organisation text not null,
    organisation_name text not null,
    lifecycle text not null check (lifecycle in ('planned', 'not-connected', 'live', 'retiring', 'retired'))
  )`.execute(db);
  await sql`create table route (
    organisation text not null,
    capability text not null,
    role text not null,
    control text not null,
    candidate text,
    stage text not null check (stage in ('off', 'shadow', 'ramp', 'live', 'retired')),
    needed boolean not null,
    moved_by text not null,
    at timestamptz not null,
    why text not null,
    primary key (organisation, capability, role)
  )`.execute(db);
  await sql`create table ledger_version (one boolean primary key default true check (one), version integer not null)`.execute(
    db,
  );
  await sql`insert into ledger_version (version) values (0)`.execute(db);

  // The trigger, not the caller, raises the version: a route moved by hand in psql is heard as well.
  await sql`create function ledger_changed() returns trigger language plpgsql as $$
  begin
    update ledger_version set version = version + 1;
    perform pg_notify('routes', '');
    return null;
  end $$`.execute(db);
  for (const table of ['system_instance', 'route'])
    await sql`create trigger ${sql.raw(table)}_changed after insert or update or delete on ${sql.raw(table)}
      for each statement execute function ledger_changed()`.execute(db);
};
