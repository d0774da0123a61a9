import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { MessageRelation } from '../../schema/messages';
import type { Tables } from '../store';
import { summaryRows, type SummaryRow } from './summary';

export interface RelatedRow {
  readonly relation: MessageRelation;
  readonly row: SummaryRow;
}

interface Pair {
  readonly of: number;
  readonly other: number;
  readonly relation: MessageRelation;
}

/** More than any report is corrected, and than a page can show. */
const MOST = 200;

/**
 * Messages that say anew what another said are those that report the same laboratory or imaging report; which of them
 * corrects is the order of arrival. What follows in a stay or a person's record is news, and no correction.
 */
const pairsOf = async (db: Kysely<Tables>, seqs: readonly number[]): Promise<readonly Pair[]> => {
  const { rows } = await sql<Pair>`
    with asked as (select * from message where seq = any(${seqs}::bigint[]))
    select distinct e.seq as of, other.seq as other,
        case when other.seq > e.seq then 'corrected-by' else 'corrects' end as relation
      from asked join event e on e.instance = asked.instance and e.feed = asked.feed and e.seq = asked.seq
      join event other on other.instance = e.instance and other.stream = e.stream and other.seq <> e.seq
      where e.kind in ('lab-reported', 'imaging-reported')
    union all select seq, conflicts_with, 'conflicts-with' from asked where conflicts_with is not null
    union all select asked.seq, m.seq, 'conflicted-by' from asked join message m on m.conflicts_with = asked.seq
    union all select asked.seq, m.seq, 'same-batch' from asked join message m
      on m.batch = coalesce(asked.batch, asked.seq) and m.seq <> asked.seq
    union all select asked.seq, asked.batch, 'same-batch' from asked where asked.batch is not null
    union all select asked.seq, p.held_seq, 'waits-behind' from asked join partition p
      on p.feed = asked.feed and p.key = any(asked.partition_keys) and p.blocked and p.held_seq < asked.seq
      where asked.state = 'received'
    union all select seq, (reason ->> 'behind')::bigint, 'waits-behind' from asked
      where state = 'held' and reason ->> 'behind' is not null
    order by 1, 3, 2`.execute(db);
  return rows;
};

/** By sequence, each in order of arrival within its kind; at most 200 a message. */
export const relatedTo = async (
  db: Kysely<Tables>,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, readonly RelatedRow[]>> => {
  const related = new Map<number, RelatedRow[]>(seqs.map((seq) => [seq, []]));
  if (seqs.length === 0) return related;
  const pairs = await pairsOf(db, seqs);
  const rows = await summaryRows(db, [...new Set(pairs.map(({ other }) => other))]);
  for (const { of, other, relation } of pairs) {
    const row = rows.get(other);
    const list = related.get(of);
    if (row && list && list.length < MOST) list.push({ relation, row });
  }
  return related;
};
