import { sql } from 'kysely';
import { faultName } from '../../schema/fault-name';
import { instantOf } from '../../schema/time';
import { notify } from '../store';
import type { Store } from '../store';
import { ALERTS_CHANNEL } from './alerts-channel';
import type { Outage } from './store-condition';

/** A store that fails again so soon after it came back has not been well in between: it is the same outage. */
const SAME_WITHIN_MS = 60_000;

/**
 * Writes down, now that it can be, that messages of a feed could not be stored: an alert that is over already. The log
 * told of it when it began and when it was over. Never rejects.
 */
export const keepOutage = async (
  { db }: Store,
  feed: string,
  { since, until, words }: Outage,
  log: (line: string) => void,
): Promise<void> => {
  try {
    await db.transaction().execute(async (trx) => {
      // Every process finds the store back at the same moment: they are told one after another.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`not-storing|${feed}`}, 3))`.execute(trx);
      await sql`
        with same as (
          update inbox_alert set over_at = greatest(over_at, ${instantOf(until)}::timestamptz)
          where id = (
            select id from inbox_alert
            where feed = ${feed} and condition = 'not-storing' and over_at >= ${instantOf(since - SAME_WITHIN_MS)}
            order by id desc limit 1
          ) returning id
        )
        insert into inbox_alert (feed, condition, since, words, over_at)
        select ${feed}, 'not-storing', ${instantOf(since)}::timestamptz, ${words}, ${instantOf(until)}::timestamptz
        where not exists (select 1 from same)`.execute(trx);
      await notify(trx, ALERTS_CHANNEL, feed);
    });
  } catch (error) {
    log(`${feed}: that messages could not be stored is in this log only (${faultName(error)})`);
  }
};
