import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * What each read was shown, sealed and kept once for each content. The audit row names its contents by hash; rows of
 * before this step name none, and their seals go on holding.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table seen_content (
    hash bytea primary key,
    nonce bytea not null,
    sealed bytea not null
  )`.execute(db);
  // Encrypted bytes cannot be compressed: PostgreSQL need not try.
  await sql`alter table seen_content alter column sealed set storage external`.execute(db);
  await sql`create function seen_content_is_kept() returns trigger language plpgsql as $$
  begin
    raise exception 'seen_content is never changed';
  end $$`.execute(db);
  await sql`create trigger seen_content_no_change before update on seen_content
    for each row execute function seen_content_is_kept()`.execute(db);
  await sql`alter table read_audit add column seen text[]`.execute(db);
};
