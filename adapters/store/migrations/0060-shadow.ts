import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * What comparing control and candidate found. No patient's value stands here in the clear: differing values are sealed, and
 * go after a fortnight. Counts a minute are kept beside the rows, so that a long window costs little.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table shadow_comparison (
    id text primary key,
    at timestamptz not null,
    route text not null,
    control text not null,
    candidate text not null,
    origin text not null check (origin in ('live', 'probe', 'rehearsal', 'noise')),
    rehearsal bigint,
    outcome text not null
      check (outcome in ('matched', 'ignored', 'in-flight', 'mismatched', 'candidate-failed', 'control-failed')),
    severity text check (severity in ('critical', 'major', 'minor', 'cosmetic')),
    records integer not null,
    mismatched integer not null,
    severe integer not null,
    control_ms integer,
    candidate_ms integer
  )`.execute(db);
  await sql`create index shadow_comparison_by_route on shadow_comparison (route, at)`.execute(db);
  await sql`create index shadow_comparison_by_time on shadow_comparison (at, id)`.execute(db);
  await sql`create index shadow_comparison_by_rehearsal on shadow_comparison (rehearsal) where rehearsal is not null`.execute(
    db,
  );
  await sql`create table shadow_difference (
    comparison text not null references shadow_comparison (id) on delete cascade,
    position integer not null,
    field text not null,
    severity text not null check (severity in ('critical', 'major', 'minor', 'cosmetic')),
    kind text not null check (kind in ('value', 'only-control', 'only-candidate')),
    ignored_by text,
    unsealed_because text,
    hash bytea,
    nonce bytea,
    sealed bytea,
    primary key (comparison, position)
  )`.execute(db);
  await sql`alter table shadow_difference alter column sealed set storage external`.execute(db);
  await sql`create table shadow_count (
    route text not null,
    minute timestamptz not null,
    origin text not null,
    rehearsal bigint not null,
    outcome text not null,
    comparisons integer not null,
    records integer not null,
    mismatched integer not null,
    primary key (route, minute, origin, rehearsal, outcome)
  )`.execute(db);
  await sql`create table shadow_field_count (
    route text not null,
    minute timestamptz not null,
    origin text not null,
    rehearsal bigint not null,
    field text not null,
    severity text not null,
    differences integer not null,
    primary key (route, minute, origin, rehearsal, field, severity)
  )`.execute(db);
  // How candidates of ramps did, whoever asked them: what a ramp may cost is judged by it.
  await sql`create table candidate_ask (
    route text not null,
    at timestamptz not null,
    asks integer not null,
    failed integer not null,
    probes integer not null,
    ms integer[] not null
  )`.execute(db);
  await sql`create index candidate_ask_by_route on candidate_ask (route, at)`.execute(db);
  await sql`create table recorded_ask (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    capability text not null,
    persons text[] not null,
    places text[] not null,
    selection jsonb not null
  )`.execute(db);
  await sql`create index recorded_ask_by_capability on recorded_ask (capability, at)`.execute(db);
  await sql`create table rehearsal (
    id bigint generated always as identity primary key,
    route text not null,
    at timestamptz not null,
    by_name text not null,
    by_role text not null,
    reason text not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    ask_ids bigint[] not null,
    done integer not null default 0,
    finished_at timestamptz
  )`.execute(db);
  await sql`create index rehearsal_by_route on rehearsal (route, id)`.execute(db);
  await sql`create index rehearsal_unfinished on rehearsal (id) where finished_at is null`.execute(db);
  await sql`create table migration_alert (
    id bigint generated always as identity primary key,
    kind text not null,
    about text not null,
    since timestamptz not null,
    words text not null,
    over_at timestamptz
  )`.execute(db);
  await sql`create unique index migration_alert_open on migration_alert (kind, about) where over_at is null`.execute(
    db,
  );
};
