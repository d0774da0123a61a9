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
 *
 * Of each kind no more are fetched than can be shown: a sender may use one control id for all that it sends, or tell a
 * report anew for ever. Where a kind is looked up by an index that is not in the order of arrival, it is so behind
 * `offset 0`: for the sake of that order, all messages would else be walked through until enough were found.
 */
const pairsOf = async (db: Kysely<Tables>, seqs: readonly number[]): Promise<readonly Pair[]> => {
  const { rows } = await sql<Pair>`
    with asked as (
      select seq, instance, feed, state, reason, partition_keys, conflicts_with, batch
      from message where seq = any(${seqs}::bigint[])
    ), report as (
      select distinct asked.seq, e.instance, e.stream
      from asked join event e on e.instance = asked.instance and e.feed = asked.feed and e.seq = asked.seq
      where e.kind in ('lab-reported', 'imaging-reported')
    )
    select distinct report.seq as of, other.seq as other, other.relation
      from report cross join lateral (
        (select distinct e.seq, 'corrected-by' as relation from event e
          where e.instance = report.instance and e.stream = report.stream and e.seq > report.seq
          order by e.seq limit ${MOST})
        union all
        (select distinct e.seq, 'corrects' from event e
          where e.instance = report.instance and e.stream = report.stream and e.seq < report.seq
          order by e.seq limit ${MOST})
      ) other
    union all select seq, conflicts_with, 'conflicts-with' from asked where conflicts_with is not null
    union all select asked.seq, other.seq, 'conflicted-by' from asked cross join lateral (
        select seq from (select m.seq from message m where m.conflicts_with = asked.seq offset 0) m
        order by seq limit ${MOST}
      ) other
    union all select asked.seq, other.seq, 'same-batch' from asked cross join lateral (
        select seq from (
          select m.seq from message m where m.batch = coalesce(asked.batch, asked.seq) and m.seq <> asked.seq offset 0
        ) m
        order by seq limit ${MOST}
      ) other
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
  const shown = new Map<number, Pair[]>(seqs.map((seq) => [seq, []]));
  if (seqs.length === 0) return new Map();
  for (const pair of await pairsOf(db, seqs)) {
    const list = shown.get(pair.of);
    if (list && list.length < MOST) list.push(pair);
  }
  const others = new Set([...shown.values()].flat().map(({ other }) => other));
  const rows = await summaryRows(db, [...others]);
  return new Map(
    [...shown].map(([seq, pairs]) => [
      seq,
      pairs.flatMap(({ relation, other }) => {
        const row = rows.get(other);
        return row ? [{ relation, row }] : [];
      }),
    ]),
  );
};
