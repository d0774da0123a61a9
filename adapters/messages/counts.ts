import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import type { CountBy, MessageCount, MessageFilter } from '../../schema/messages';
import { COUNTED_BACK_MS, isCountedWhole } from '../../schema/counted-window';
import { plus, type Instant } from '../../schema/time';
import type { Tables } from '../store';
import { conditionsOf, whereOf } from './filter';
import { refuseUnknownFeeds } from './known-feeds';
import { problemsOfRow } from './problems';

const KEYS: Readonly<Record<CountBy, RawBuilder<string>>> = {
  feed: sql<string>`m.feed`,
  sender: sql<string>`m.sending_application || '|' || m.sending_facility`,
  type: sql<string>`m.message_type || case when m.trigger_event = '' then '' else '^' || m.trigger_event end`,
  state: sql<string>`m.state`,
  problem: sql<string>`unnest(${problemsOfRow})`,
};

/** What is counted: what the filter finds, or where that could be all messages that ever came, of the last days alone. */
const countedBy = (filter: MessageFilter, at: Instant): MessageFilter =>
  isCountedWhole(filter) ? filter : { ...filter, received: { from: plus(at, -COUNTED_BACK_MS) } };

/** Most first, then by name. A message with several problems counts under each. Throws GraphRefusal BAD_USER_INPUT for a feed that nobody knows. */
export const countMessages = async (
  db: Kysely<Tables>,
  filter: MessageFilter,
  by: CountBy,
  at: Instant,
): Promise<readonly MessageCount[]> => {
  await refuseUnknownFeeds(db, filter);
  const { rows } = await sql<MessageCount>`
    select key, count(*)::int as count from (select ${KEYS[by]} as key from message m ${whereOf(conditionsOf(countedBy(filter, at)))}) counted
    group by key order by count desc, key`.execute(db);
  return rows;
};
