import type { Kysely } from 'kysely';
import { ALERT_CONDITIONS, type AlertCondition, type InboxAlert } from '../../schema/messages';
import { instantOf } from '../../schema/time';
import type { Tables } from '../store';
import { momentOf } from './summary';

/** What is over is of interest for a while only. */
const MOST = 200;

const isCondition = (text: string): text is AlertCondition => Object.hasOwn(ALERT_CONDITIONS, text);

/** Newest first; `open`: only those that are not over. */
export const alertsOf = async (db: Kysely<Tables>, open: boolean): Promise<readonly InboxAlert[]> => {
  const all = db.selectFrom('inbox_alert').selectAll().orderBy('id', 'desc').limit(MOST);
  const rows = await (open ? all.where('over_at', 'is', null) : all).execute();
  return rows.flatMap(({ id, feed, condition, since, words, over_at }) =>
    isCondition(condition)
      ? [{ id: `al_${id}`, feed, condition, since: instantOf(since.getTime()), words, overAt: momentOf(over_at) }]
      : [],
  );
};
