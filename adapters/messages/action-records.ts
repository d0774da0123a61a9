import type { Kysely, Selectable } from 'kysely';
import { GraphRefusal } from '../../schema/errors';
import type { ActionRecord } from '../../schema/messages';
import { instantOf } from '../../schema/time';
import type { Tables } from '../store';
import type { MessageActionTable } from '../store/tables/inbox';
import { momentOf } from './summary';

const actionId = (id: number): string => `ac_${id}`;

const numberOf = (id: string): number | null => {
  const known = /^ac_(\d{1,15})$/.exec(id)?.[1];
  return known === undefined ? null : Number(known);
};

/** One more than a page shows, to know whether there is a next. */
const MOST = 101;

const recordOf = (row: Selectable<MessageActionTable>): ActionRecord => ({
  id: actionId(row.id),
  action: row.action,
  at: instantOf(row.at.getTime()),
  by: { userId: row.user_id, name: row.user_name, role: row.role },
  reason: row.reason,
  selected: row.selected,
  done: row.done,
  notDone: row.not_done.slice(0, 100),
  finishedAt: momentOf(row.finished_at),
});

/** Newest first; `after` is the id of the last that was told. */
export const actionRecords = async (
  db: Kysely<Tables>,
  { first, after }: { readonly first: number; readonly after: string | null },
): Promise<readonly ActionRecord[]> => {
  const from = after === null ? null : numberOf(after);
  if (after !== null && from === null) throw new GraphRefusal('BAD_USER_INPUT', 'after is not a cursor of this list');
  if (!Number.isInteger(first) || first < 0 || first > MOST)
    throw new GraphRefusal('BAD_USER_INPUT', `first must lie between 0 and ${MOST - 1}`);
  const newest = db.selectFrom('message_action').selectAll().orderBy('id', 'desc').limit(first);
  const rows = await (from === null ? newest : newest.where('id', '<', from)).execute();
  return rows.map(recordOf);
};

export const actionRecord = async (db: Kysely<Tables>, id: string): Promise<ActionRecord | null> => {
  const known = numberOf(id);
  if (known === null) return null;
  const row = await db.selectFrom('message_action').selectAll().where('id', '=', known).executeTakeFirst();
  return row ? recordOf(row) : null;
};
