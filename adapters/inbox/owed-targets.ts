import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import { ON_CONNECTION } from './application-acknowledgement';
import type { Feed } from './feed';

/** A receiver to whom a feed owes application acknowledgements. */
export interface Target {
  readonly feed: string;
  readonly owed_to: string;
  /** Of the first that it is owed: none overtakes it. */
  readonly next_at: Date;
}

interface Range {
  readonly feed: string;
  readonly from: string;
  readonly to: string;
}

/** Receivers of one feed that are looked at, at a time. */
const MOST = 1_000;

/** Over a return connection everybody can be reached; else those at an address that has a connection here (`;` comes after `:`). */
const rangesOf = ({ name, acknowledgeTo }: Feed, addresses: readonly string[]): readonly Range[] =>
  acknowledgeTo === undefined
    ? addresses.map((address) => ({
        ...{ feed: name, from: `${ON_CONNECTION}${address}:`, to: `${ON_CONNECTION}${address};` },
      }))
    : [{ feed: name, from: '', to: '\u{10ffff}' }];

/**
 * The receivers whose turn has come, as far as this process may reach them. From one receiver to the next along the index:
 * it costs the same however much each is owed, and whatever is owed to those who have gone.
 */
export const owedTargets = async (
  db: Kysely<Tables>,
  feeds: readonly Feed[],
  addressesOf: (feed: string) => readonly string[],
  at: Instant,
): Promise<readonly Target[]> => {
  const ranges = feeds.flatMap((feed) => rangesOf(feed, addressesOf(feed.name)));
  if (ranges.length === 0) return [];
  const { rows } = await sql<Target>`
    select ranges.feed, target.owed_to, first.next_at
    from unnest(${ranges.map(({ feed }) => feed)}::text[], ${ranges.map(({ from }) => from)}::text[],
      ${ranges.map(({ to }) => to)}::text[]) as ranges (feed, least, most)
    cross join lateral (
      with recursive target as (
        (select a.owed_to from application_acknowledgement a
          where a.feed = ranges.feed and a.owed_to >= ranges.least and a.owed_to < ranges.most
          order by a.owed_to limit 1)
        union all
        select (select a.owed_to from application_acknowledgement a
          where a.feed = ranges.feed and a.owed_to > target.owed_to and a.owed_to < ranges.most
          order by a.owed_to limit 1)
        from target where target.owed_to is not null
      )
      select owed_to from target where owed_to is not null limit ${MOST}
    ) target
    cross join lateral (
      select a.next_at from application_acknowledgement a
      where a.feed = ranges.feed and a.owed_to = target.owed_to order by a.seq limit 1
    ) first
    where first.next_at <= ${at}::timestamptz`.execute(db);
  return rows;
};
