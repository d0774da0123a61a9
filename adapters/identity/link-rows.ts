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

/** Waits for any other transaction that is linking by one of these numbers: two records must not miss each other. */
export const lockNumbers = async (trx: Transaction<Tables>, numbers: readonly string[]): Promise<void> => {
  await sql`select pg_advisory_xact_lock(key) from (
    select distinct hashtextextended(number, 2) as key from unnest(${numbers}::text[]) as number order by 1
  ) as locks`.execute(trx);
};
