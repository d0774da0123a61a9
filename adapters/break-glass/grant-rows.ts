import { sql } from 'kysely';
import type { Kysely, RawBuilder, Selectable } from 'kysely';
import type { BreakGlassGrant, GrantForReview, GrantPage, ReviewOutcome } from '../../schema/access';
import { instantOf } from '../../schema/time';
import { grantNote } from '../routing';
import type { Tables } from '../store';
import type { BreakGlassGrantTable } from '../store/tables/relationships';

type GrantRow = Selectable<BreakGlassGrantTable>;

/** All of it or nothing: the columns of a row of another table. */
type Reviewed =
  | {
      readonly reviewed_at: Date;
      readonly reviewed_by: string;
      readonly outcome: ReviewOutcome;
      readonly review_words: string;
    }
  | { readonly reviewed_at: null };

type ReviewRow = GrantRow & Reviewed & { readonly capabilities: readonly string[]; readonly requests: number };

export const grantOf = (row: GrantRow): BreakGlassGrant => ({
  id: row.id,
  patient: row.person_id,
  reason: row.reason,
  words: row.words,
  at: instantOf(row.at.getTime()),
  until: instantOf(row.until_at.getTime()),
  endedAt: row.ended_at && instantOf(row.ended_at.getTime()),
  userId: row.user_id,
  userName: row.user_name,
  role: row.role,
  organisation: row.organisation,
});

const reviewOf = (row: Reviewed): GrantForReview['review'] =>
  row.reviewed_at && {
    ...{ at: instantOf(row.reviewed_at.getTime()), by: row.reviewed_by },
    ...{ outcome: row.outcome, words: row.review_words },
  };

const forReview = (row: ReviewRow): GrantForReview => ({
  ...grantOf(row),
  review: reviewOf(row),
  capabilities: row.capabilities,
  requests: row.requests,
});

/**
 * Grants with what the record of reads says of each. Its rows are found by user and time: each grant's own are those that
 * name it. What was asked before its end is on record once it is answered, which may be after.
 */
const withReads = (wanted: RawBuilder<unknown>): RawBuilder<ReviewRow> => sql<ReviewRow>`
  select g.*, r.at as reviewed_at, r.by_name as reviewed_by, r.outcome, r.words as review_words, reads.capabilities,
    reads.requests
  from (${wanted}) as g
  left join break_glass_review as r on r.grant_id = g.id
  cross join lateral (
    select coalesce(array_agg(distinct a.capability order by a.capability), '{}') as capabilities,
      count(distinct a.request_id)::int as requests
    from read_audit as a
    where a.user_id = g.user_id and a.at >= g.at and a.at <= g.until_at + interval '1 minute'
      and a.note = ${grantNote('')} || g.id
      and a.purpose = 'BTG'
  ) as reads
  order by g.seq desc`;

const REVIEWED = sql`exists (select 1 from break_glass_review as v where v.grant_id = break_glass_grant.id)`;

export type ReviewState = 'WAITING' | 'REVIEWED' | null;

const inState = (state: ReviewState): RawBuilder<unknown> => {
  switch (state) {
    case 'WAITING':
      return sql`not ${REVIEWED}`;
    case 'REVIEWED':
      return REVIEWED;
    case null:
      return sql`true`;
  }
};

/** Newest first, from below `before`, one more than the page to tell whether there is more. */
export const grantsInState = async (
  db: Kysely<Tables>,
  state: ReviewState,
  size: number,
  before: number | null,
): Promise<Omit<GrantPage, 'endCursor'> & { readonly last: number | null }> => {
  const wanted = sql`select * from break_glass_grant where ${inState(state)}
    and ${before === null ? sql`true` : sql`seq < ${before}`} order by seq desc limit ${size + 1}`;
  const { rows } = await withReads(wanted).execute(db);
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return { grants: page.map(forReview), hasNextPage: rows.length > size, last: last ? Number(last.seq) : null };
};

export const grantForReview = async (db: Kysely<Tables>, id: string): Promise<GrantForReview | null> => {
  const { rows } = await withReads(sql`select * from break_glass_grant where id = ${id}`).execute(db);
  return rows[0] ? forReview(rows[0]) : null;
};
