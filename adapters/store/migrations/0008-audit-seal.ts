import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** A chain over the rows of the audit, in which each row stands once and cannot be changed, taken out or moved unseen. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  // Rows become visible in another order than their ids: what is yet to be sealed is known by name, not by "after".
  await sql`create table audit_unsealed (audit_id bigint primary key)`.execute(db);
  await sql`insert into audit_unsealed select id from read_audit`.execute(db);
  await sql`create function read_audit_awaits_seal() returns trigger language plpgsql as $$
  begin
    insert into audit_unsealed values (new.id);
    return null;
  end $$`.execute(db);
  await sql`create trigger read_audit_awaits_seal after insert on read_audit
    for each row execute function read_audit_awaits_seal()`.execute(db);

  await sql`create table audit_seal (
    position bigint primary key,
    audit_id bigint not null unique,
    sealed_at timestamptz not null,
    row_hash bytea not null,
    chain_hash bytea not null
  )`.execute(db);
  await sql`create function audit_seal_is_append_only() returns trigger language plpgsql as $$
  begin
    raise exception 'audit_seal is append-only';
  end $$`.execute(db);
  await sql`create trigger audit_seal_no_change before update or delete on audit_seal
    for each row execute function audit_seal_is_append_only()`.execute(db);
  await sql`create trigger audit_seal_no_truncate before truncate on audit_seal
    for each statement execute function audit_seal_is_append_only()`.execute(db);
};
