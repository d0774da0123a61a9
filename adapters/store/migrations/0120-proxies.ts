import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Of a carer's proxy: for how much, by whom it was put down and why, and how it ended. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  // Those that are there already were put down by hand, and tell none of it.
  await sql`alter table proxy
    add column name text not null unique default 'px_' || gen_random_uuid(),
    add column carer_name text,
    add column capabilities text[] check (cardinality(capabilities) > 0),
    add column at timestamptz not null default now(),
    add column by_user_id text,
    add column by_name text,
    add column reason text check (length(reason) between 10 and 500),
    add column ended_at timestamptz,
    add column ended_by_user_id text,
    add column ended_by_name text,
    add column ended_by_role text,
    add column ended_reason text check (length(ended_reason) between 10 and 500),
    add constraint proxy_lasts check (until_at > from_at)`.execute(db);
  await sql`create index proxy_person on proxy (person_id)`.execute(db);

  // Only its end may be added, once.
  await sql`create function proxy_is_kept() returns trigger language plpgsql as $$
  declare ending constant text[] = '{ended_at,ended_by_user_id,ended_by_name,ended_by_role,ended_reason}';
  begin
    if tg_op = 'UPDATE' then
      if old.ended_at is null and new.ended_at is not null and to_jsonb(new) - ending = to_jsonb(old) - ending then
        return new;
      end if;
    end if;
    raise exception 'proxy is append-only';
  end $$`.execute(db);
  await sql`create trigger proxy_no_change before update or delete on proxy
    for each row execute function proxy_is_kept()`.execute(db);
  await sql`create trigger proxy_no_truncate before truncate on proxy
    for each statement execute function proxy_is_kept()`.execute(db);
};
