import { sql } from 'kysely';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { ActionRecord } from '../../../schema/messages';
import { instantOf, type Instant } from '../../../schema/time';
import type { Store, Tables } from '../../store';
import type { MessageActionTable } from '../../store/tables/inbox';
import type { InboxOrder } from './order';

export type ActionRow = Selectable<MessageActionTable>;

/** Beyond it the counts alone tell how many were not done. */
const KEPT_NOT_DONE = 1_000;
const SHOWN_NOT_DONE = 100;

/** Parts of a filter that name somebody: that they were given is kept, their values are not. */
const NAMING: readonly string[] = ['nhsNumber', 'identifier', 'visit'];
const selectionKept = (selection: unknown): string =>
  JSON.stringify(selection, (part, value: unknown) => (NAMING.includes(part) ? true : value));

export const recordOf = (row: ActionRow): ActionRecord => ({
  id: `ac_${row.id}`,
  action: row.action,
  at: instantOf(row.at.getTime()),
  by: { userId: row.user_id, name: row.user_name, role: row.role },
  reason: row.reason,
  selected: row.selected,
  done: row.done,
  notDone: row.not_done.slice(0, SHOWN_NOT_DONE),
  finishedAt: row.finished_at === null ? null : instantOf(row.finished_at.getTime()),
});

/** On record, with all that is to be done, before any of it is. */
export const writeAction = (store: Store, order: InboxOrder, at: Instant): Promise<number> =>
  store.db.transaction().execute(async (trx) => {
    const { action, seqs, selection, by, reason, destination = null } = order;
    const chosen = [...new Set(seqs)];
    const { id } = await trx
      .insertInto('message_action')
      .values({
        ...{ action, at, reason, destination, selection: selectionKept(selection), selected: chosen.length },
        ...{ user_id: by.userId, user_name: by.name, role: by.role, request_id: by.requestId },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await sql`insert into message_action_step (action, seq) select ${id}, unnest(${chosen}::bigint[])`.execute(trx);
    return id;
  });

export const actionRow = (db: Kysely<Tables>, id: number): Promise<ActionRow> =>
  db.selectFrom('message_action').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** Null when it is finished, or when another process has it in hand and `wait` is false. */
export const lockAction = async (trx: Transaction<Tables>, id: number, wait: boolean): Promise<ActionRow | null> => {
  const row = trx.selectFrom('message_action').selectAll().where('id', '=', id).where('finished_at', 'is', null);
  return (await (wait ? row.forUpdate() : row.forUpdate().skipLocked()).executeTakeFirst()) ?? null;
};

export const stepsOf = async (trx: Transaction<Tables>, id: number, limit: number): Promise<readonly number[]> =>
  (
    await trx
      .selectFrom('message_action_step')
      .select('seq')
      .where('action', '=', id)
      .orderBy('seq')
      .limit(limit)
      .execute()
  ).map(({ seq }) => seq);

/** Says of some of an action's messages that they are dealt with, in the transaction that dealt with them. */
export const settleSteps = async (
  trx: Transaction<Tables>,
  id: number,
  seqs: readonly number[],
  notDone: ReadonlyMap<number, string>,
): Promise<void> => {
  const told = [...notDone].map(([seq, why]) => ({ id: `m_${seq}`, why }));
  await sql`delete from message_action_step where action = ${id} and seq = any(${seqs}::bigint[])`.execute(trx);
  await sql`update message_action set done = done + ${seqs.length - told.length}::integer,
    not_done = case when jsonb_array_length(not_done) < ${KEPT_NOT_DONE}::integer
      then not_done || ${JSON.stringify(told)}::jsonb else not_done end
    where id = ${id}`.execute(trx);
};

export const finish = async (trx: Transaction<Tables>, id: number, at: Instant): Promise<void> => {
  await trx.updateTable('message_action').set({ finished_at: at }).where('id', '=', id).execute();
};
