import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { DAY, plus } from '../../schema/time';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import { ON_CONNECTION } from './application-acknowledgement';
import type { Feed } from './feed';

const NOBODY_CAME = 'its sender was not told: no connection of theirs came back within a day';
const NO_RETURN = 'its sender was not told: the settings name no return connection for it any more';

/**
 * Gives up application acknowledgements that were owed for a day on a connection that never came back: a sender that
 * opens one for each message would leave them for ever. Its repeat is still told. What goes to a return connection is kept
 * while the settings name one: then somebody is there. Nothing then says that they are still to be sent. How many were
 * given up, by feed.
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
      where feed = any(${names}::text[]) and next_at <= ${at}::timestamptz
        and owed_at <= ${plus(at, -DAY)}::timestamptz
      returning seq, feed, owed_to
    ), noted as (
      insert into message_happening (seq, at, what, words)
      select seq, ${at}::timestamptz, 'application-told',
        case when starts_with(owed_to, ${ON_CONNECTION}) then ${NOBODY_CAME} else ${NO_RETURN} end
      from gone order by seq
    ), untold as (
      update message m set application_code = null, application_text = null from gone
      where m.seq = gone.seq and m.application_told_at is null
    )
    select feed, count(*)::integer as count from gone group by feed order by feed`.execute(db);
  return new Map(rows.map(({ feed, count }) => [feed, count]));
};
