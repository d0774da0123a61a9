import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What engineers search for, do and are told of; retention; acknowledgements that are still owed. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  // Content is removed at the end of a feed's retention; that a message came, and what became of it, stays.
  await sql`alter table message
    alter column bytes drop not null,
    add column size integer not null default 0,
    add column pruned_at timestamptz,
    add column out_of_order boolean not null default false,
    add column batch bigint,
    add column application_code text,
    add column application_text text,
    add column application_told_at timestamptz`.execute(db);
  await sql`update message set size = length(bytes)`.execute(db);
  await sql`create index message_by_arrival on message (received_at, seq)`.execute(db);
  await sql`create index message_in_batch on message (batch) where batch is not null`.execute(db);
  await sql`create index message_prunable on message (feed, received_at) where pruned_at is null`.execute(db);

  await sql`create table message_identifier (
    kind text not null check (kind in ('nhs-number', 'identifier', 'visit')),
    value text not null,
    authority text not null default '',
    seq bigint not null,
    primary key (kind, value, seq, authority)
  )`.execute(db);

  await sql`create table application_acknowledgement (
    seq bigint primary key,
    feed text not null,
    owed_to text not null,
    text bytea not null,
    attempts integer not null default 0,
    next_at timestamptz not null
  )`.execute(db);

  await sql`create table message_happening (
    id bigint generated always as identity primary key,
    seq bigint not null,
    at timestamptz not null,
    what text not null,
    words text not null,
    user_id text,
    user_name text,
    reason text,
    action bigint
  )`.execute(db);
  await sql`create index message_happening_of on message_happening (seq, id)`.execute(db);

  await sql`create table message_action (
    id bigint generated always as identity primary key,
    action text not null check (action in ('release', 'hold', 'dismiss', 'replay', 'resend')),
    at timestamptz not null,
    user_id text not null,
    user_name text not null,
    role text not null,
    request_id text not null,
    reason text not null,
    selection jsonb not null,
    selected integer not null,
    done integer not null default 0,
    not_done jsonb not null default '[]',
    finished_at timestamptz
  )`.execute(db);

  await sql`create table inbox_alert (
    id bigint generated always as identity primary key,
    feed text not null,
    condition text not null,
    since timestamptz not null,
    words text not null,
    over_at timestamptz
  )`.execute(db);
  // Told once: a condition that goes on is the same alert, whichever process looks.
  await sql`create unique index inbox_alert_open on inbox_alert (feed, condition) where over_at is null`.execute(db);
};
