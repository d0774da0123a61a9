import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * When a content was last named by a read, to the day, so that what nobody was shown for long can be let go. The content
 * itself stays as unchangeable as it was.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  // What is there already counts from today: kept too long rather than too short.
  await sql`alter table seen_content add column named_at timestamptz not null default now()`.execute(db);
  await sql`create index seen_content_named_at on seen_content (named_at)`.execute(db);
  await sql`create or replace function seen_content_is_kept() returns trigger language plpgsql as $$
  begin
    if new.hash = old.hash and new.nonce = old.nonce and new.sealed = old.sealed and new.named_at >= old.named_at then
      return new;
    end if;
    raise exception 'seen_content is never changed';
  end $$`.execute(db);
};
