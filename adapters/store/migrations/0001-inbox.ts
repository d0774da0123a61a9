import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Messages as they arrived, and the order they wait in. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table message (
    seq bigint generated always as identity primary key,
    feed text not null,
    instance text not null,
    received_at timestamptz not null,
    peer text not null,
    bytes bytea not null,
    charset text not null,
    content_hash bytea not null,
    sending_application text not null,
    sending_facility text not null,
    message_type text not null,
    trigger_event text not null,
    control_id text not null,
    processing_id text not null,
    version text not null,
    accepted boolean not null,
    partition_keys text[] not null,
    state text not null check (state in ('received', 'translated', 'held', 'refused', 'superseded')),
    reason jsonb,
    told_code text,
    told_text text,
    told_at timestamptz,
    attempts integer not null default 0,
    translated_at timestamptz,
    notes text[] not null default '{}',
    repeats integer not null default 0,
    last_repeat_at timestamptz,
    conflicts_with bigint
  )`.execute(db);
  // The bytes hold MSH-3, 4 and 10, so equal bytes are the same message said again.
  await sql`create unique index message_once on message (feed, content_hash, accepted)`.execute(db);
  await sql`create index message_by_control_id on message (feed, control_id) where accepted`.execute(db);
  await sql`create index message_settled on message (feed, seq)
    where state in ('translated', 'held', 'superseded')`.execute(db);
  await sql`create index message_unsettled on message (feed, state, seq) where state in ('held', 'refused')`.execute(
    db,
  );

  await sql`create table partition (
    feed text not null,
    key text not null,
    instance text not null,
    record_id text,
    held boolean not null default false,
    held_seq bigint,
    blocked boolean not null default false,
    next_at timestamptz,
    primary key (feed, key)
  )`.execute(db);
  await sql`create index partition_held on partition (instance, record_id) where held`.execute(db);

  await sql`create table backlog (
    feed text not null,
    key text not null,
    pending integer not null,
    since bigint not null,
    primary key (feed, key)
  ) with (fillfactor = 70)`.execute(db);
  await sql`create index backlog_waiting on backlog (since) where pending > 0`.execute(db);

  await sql`create table queued (
    feed text not null,
    key text not null,
    seq bigint not null,
    primary key (feed, key, seq)
  )`.execute(db);

  await sql`create table known_feed (name text primary key, instance text not null)`.execute(db);
  // Heard means heard and dealt with: where translation stands still, the feed's answers grow stale as they should.
  await sql`create view feed as
    select f.name, f.instance, last.received_at as last_heard_at, waiting.received_at as behind_since
    from known_feed f left join lateral (
      select m.received_at from message m
      where m.feed = f.name and m.state in ('translated', 'held', 'superseded')
      order by m.seq desc limit 1
    ) last on true left join lateral (
      select m.received_at from backlog b
      join message m on m.seq = b.since
      left join partition p on p.feed = b.feed and p.key = b.key
      where b.feed = f.name and b.pending > 0 and p.blocked is not true
      order by b.since limit 1
    ) waiting on true`.execute(db);
};
