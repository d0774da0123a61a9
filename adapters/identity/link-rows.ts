import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Tables } from '../store';

/** Two records in the order in which links keep them: a merge the absorber first, all others the smaller number. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}
export interface RecordLink extends Pair {
  readonly rule: 'identifier' | 'nhs-number' | 'merge';
}
export interface Candidate extends Pair {
  readonly reason: string;
}

export const pairOf = (one: number, other: number): Pair => ({ a: Math.min(one, other), b: Math.max(one, other) });

/**
 * Makes the links of these records exactly these. Of merges those are theirs by which they were absorbed: a sender's own
 * merges stand whatever the rules say. No row is in both halves of the statement. Gives the records whose links were
 * taken away.
 */
export const replaceLinks = async (
  trx: Transaction<Tables>,
  records: readonly number[],
  links: readonly RecordLink[],
): Promise<readonly number[]> => {
  const { rows } = await sql<{ a: string; b: string }>`with said as materialized (
      select distinct * from unnest(${links.map((one) => one.a)}::bigint[], ${links.map((one) => one.b)}::bigint[],
        ${links.map((one) => one.rule)}::text[]) as said (a, b, rule)
    ), gone as (
      delete from record_link where ctid = any(array(
        select link.ctid from unnest(${records}::bigint[]) as own (record)
        cross join lateral (
          select ctid, a, b, rule from record_link where a = own.record and rule <> 'merge'
          union all
          select ctid, a, b, rule from record_link where b = own.record
          offset 0
        ) as link
        where (link.a, link.b, link.rule) not in (select a, b, rule from said)
      )) returning a, b
    ), made as (
      insert into record_link (a, b, rule) select a, b, rule from said on conflict do nothing
    )
    select a, b from gone`.execute(trx);
  return rows.flatMap(({ a, b }) => [Number(a), Number(b)]);
};

/** Makes these the candidates of these records: what came near, and why the rules would not say so. */
export const replaceCandidates = async (
  trx: Transaction<Tables>,
  records: readonly number[],
  candidates: readonly Candidate[],
): Promise<void> => {
  const said = [...new Map(candidates.map((one) => [`${one.a} ${one.b}`, one])).values()];
  await sql`with said as materialized (
      select * from unnest(${said.map((one) => one.a)}::bigint[], ${said.map((one) => one.b)}::bigint[],
        ${said.map((one) => one.reason)}::text[]) as said (a, b, reason)
    ), gone as (
      delete from candidate_link where ctid = any(array(
        select link.ctid from unnest(${records}::bigint[]) as own (record)
        cross join lateral (
          select ctid, a, b from candidate_link where a = own.record
          union all
          select ctid, a, b from candidate_link where b = own.record
          offset 0
        ) as link
        where (link.a, link.b) not in (select a, b from said)
      ))
    )
    insert into candidate_link (a, b, reason) select a, b, reason from said
    on conflict (a, b) do update set reason = excluded.reason where candidate_link.reason <> excluded.reason`.execute(
    trx,
  );
};

/**
 * Waits for whoever else writes these records; and where some are linked anew, for whoever else links anew, to the end of
 * that transaction. Records of one person need have no number in common, only others between them, so no lock on their
 * numbers would do. That lock is taken first, and by few: most messages leave as it was who somebody is.
 */
export const lockRecords = async (
  trx: Transaction<Tables>,
  records: readonly string[],
  anew: boolean,
): Promise<void> => {
  await sql`select pg_advisory_xact_lock(key) from (
    select 1 as turn, hashtextextended('linked anew', 2) as key where ${anew}::boolean
    union select 2, hashtextextended(record, 2) from unnest(${records}::text[]) as record
    order by turn, key
  ) as locks`.execute(trx);
};
