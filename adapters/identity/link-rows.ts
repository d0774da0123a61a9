import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Tables } from '../store';

export interface Links {
  readonly same: readonly { readonly other: number; readonly rule: 'identifier' | 'nhs-number' }[];
  readonly candidates: readonly { readonly other: number; readonly reason: string }[];
}

const pair = (a: number, b: number): { a: string; b: string } => ({ a: `${Math.min(a, b)}`, b: `${Math.max(a, b)}` });

/** Makes a record's links what the rules now say of it. A sender's own merges stand whatever the rules say. */
export const replaceLinks = async (trx: Transaction<Tables>, record: number, links: Links): Promise<void> => {
  await sql`delete from record_link where (a = ${record} or b = ${record}) and rule <> 'merge'`.execute(trx);
  await sql`delete from candidate_link where a = ${record} or b = ${record}`.execute(trx);
  if (links.same.length > 0) {
    await trx
      .insertInto('record_link')
      .values(links.same.map(({ other, rule }) => ({ ...pair(record, other), rule })))
      .execute();
  }
  if (links.candidates.length > 0) {
    await trx
      .insertInto('candidate_link')
      .values(links.candidates.map(({ other, reason }) => ({ ...pair(record, other), reason })))
      .execute();
  }
};

/** Makes the records that a record was absorbed by, in the sender's own words (A40), exactly these. */
export const replaceMerges = async (
  trx: Transaction<Tables>,
  record: number,
  survivors: readonly number[],
): Promise<void> => {
  await sql`delete from record_link where b = ${record} and rule = 'merge' and a <> all(${survivors}::bigint[])`.execute(
    trx,
  );
  await sql`insert into record_link (a, b, rule)
    select survivor, ${record}, 'merge' from unnest(${survivors}::bigint[]) as survivor on conflict do nothing`.execute(
    trx,
  );
  await sql`update person_record set retired = ${survivors.length > 0} where id = ${record}`.execute(trx);
};

/** The same sender's records that absorbed this one, by their own ids. */
export const survivorsOf = async (trx: Transaction<Tables>, record: number): Promise<readonly string[]> => {
  const { rows } = await sql<{ record_id: string }>`select r.record_id from record_link as l
    join person_record as r on r.id = l.a where l.b = ${record} and l.rule = 'merge'
    order by r.record_id collate "C"`.execute(trx);
  return rows.map((row) => row.record_id);
};

/** Waits for any other transaction that is linking by one of these numbers: two records must not miss each other. */
export const lockNumbers = async (trx: Transaction<Tables>, numbers: readonly string[]): Promise<void> => {
  await sql`select pg_advisory_xact_lock(key) from (
    select distinct hashtextextended(number, 2) as key from unnest(${numbers}::text[]) as number order by 1
  ) as locks`.execute(trx);
};
