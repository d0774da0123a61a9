import { sql, type Kysely } from 'kysely';

/**
 * Since when, and until when, a record was another person's than its own: who looked at that person meanwhile looked at
 * it, too. Of those joined before, from now on.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table person_record_elsewhere (
    record bigint not null references person_record (id) on delete cascade,
    person_id text not null,
    from_at timestamptz not null,
    until_at timestamptz
  )`.execute(db);
  await sql`create unique index person_record_elsewhere_now on person_record_elsewhere (record) where until_at is null`.execute(
    db,
  );
  await sql`create index person_record_elsewhere_record on person_record_elsewhere (record)`.execute(db);
  await sql`insert into person_record_elsewhere (record, person_id, from_at)
    select id, person_id, now() from person_record where person_id <> own_person_id`.execute(db);
};
