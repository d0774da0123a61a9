import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Events heard, and the read models folded from them. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table event (
    id bigint generated always as identity primary key,
    instance text not null,
    feed text not null,
    seq bigint not null,
    idx integer not null,
    stream text not null,
    record_id text,
    occurred_at timestamptz not null,
    kind text not null,
    message_id text not null,
    body jsonb not null,
    unique (instance, feed, seq, idx, stream)
  )`.execute(db);
  await sql`create index event_by_stream on event (instance, stream)`.execute(db);

  await sql`create table projection (
    instance text not null,
    kind text not null,
    key text not null,
    stream text not null,
    record_id text,
    organisation text not null,
    ward text,
    from_at timestamptz not null,
    to_at timestamptz,
    open boolean not null,
    sensitive boolean not null,
    body jsonb not null,
    primary key (instance, kind, key)
  )`.execute(db);
  await sql`create index projection_by_stream on projection (instance, stream)`.execute(db);
  await sql`create index projection_by_person on projection (instance, kind, record_id, from_at desc)`.execute(db);
  await sql`create index projection_by_place on projection (instance, kind, organisation, ward, from_at desc)`.execute(
    db,
  );
  await sql`create index projection_by_record_key on projection (instance, kind, (body ->> 'key'))`.execute(db);
  // A ward's board reads who is there now, not everyone who ever was.
  await sql`create index projection_open_by_place on projection (instance, kind, organisation, ward) where open`.execute(
    db,
  );
};
