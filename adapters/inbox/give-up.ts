import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { DAY, plus } from '../../schema/time';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import { ON_CONNECTION } from './application-acknowledgement';
import type { Feed } from './feed';

const WORDS = 'its sender was not told: no connection of theirs came back within a day';

/**
 * Gives up application acknowledgements that were owed for a day on a connection that never came back: a sender that
 * opens one for each message would leave them for ever. Its repeat is still told. What goes to a return connection is kept:
 * the settings say that somebody is there. How many were given up, by feed.
 */
export const giveUpOwed = async (
  db: Kysely<Tables>,
  feeds: readonly Feed[],
  at: Instant,
): Promise<ReadonlyMap<string, number>> => {
  const names = feeds.filter(({ acknowledgeTo }) => acknowledgeTo === undefined).map(({ name }) => name);
  const { rows } = await sql<{ feed: string; count: number }>`
    with gone as (
      delete from application_acknowledgement
      where feed = any(${names}::text[]) and starts_with(owed_to, ${ON_CONNECTION}) and next_at <= ${at}::timestamptz
        and owed_at <= ${plus(at, -DAY)}::timestamptz
      returning seq, feed
    ), noted as (
      insert into message_happening (seq, at, what, words)
      select seq, ${at}::timestamptz, 'application-told', ${WORDS} from gone order by seq
    )
    select feed, count(*)::integer as count from gone group by feed order by feed`.execute(db);
  return new Map(rows.map(({ feed, count }) => [feed, count]));
};
