import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Who may read of whom beyond what the read models say: proxies, and records opened without a relationship. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table proxy (
    id bigint generated always as identity primary key,
    carer_nhs_number text not null,
    person_id text not null,
    from_at timestamptz not null,
    until_at timestamptz
  )`.execute(db);
  await sql`create index proxy_carer on proxy (carer_nhs_number)`.execute(db);

  await sql`create table break_glass_grant (
    seq bigint generated always as identity primary key,
    id text not null unique,
    person_id text not null,
    user_id text not null,
    user_name text not null,
    role text not null,
    organisation text not null,
    reason text not null,
    words text not null check (length(words) between 10 and 500),
    at timestamptz not null,
    until_at timestamptz not null check (until_at > at and until_at <= at + interval '4 hours'),
    ended_at timestamptz
  )`.execute(db);
  await sql`create index break_glass_grant_of_user on break_glass_grant (user_id, until_at)`.execute(db);

  await sql`create table break_glass_review (
    grant_id text primary key references break_glass_grant (id),
    at timestamptz not null,
    by_user_id text not null,
    by_name text not null,
    outcome text not null,
    words text not null check (length(words) between 10 and 500)
  )`.execute(db);

  // Of a grant only its end may be added, once; nothing of a review changes.
  await sql`create function break_glass_is_kept() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' and tg_table_name = 'break_glass_grant' then
      if old.ended_at is null and to_jsonb(new) - 'ended_at' = to_jsonb(old) - 'ended_at' then
        return new;
      end if;
    end if;
    raise exception '% is append-only', tg_table_name;
  end $$`.execute(db);
  for (const table of ['break_glass_grant', 'break_glass_review']) {
    await sql`create trigger ${sql.raw(`${table}_no_change`)} before update or delete on ${sql.table(table)}
      for each row execute function break_glass_is_kept()`.execute(db);
    await sql`create trigger ${sql.raw(`${table}_no_truncate`)} before truncate on ${sql.table(table)}
      for each statement execute function break_glass_is_kept()`.execute(db);
  }
};
