import type { Kysely, Selectable, Transaction } from 'kysely';
import { now, type Clock } from '../../schema/clock';
import type { RouteMove, WaitingMove } from '../../schema/migration/route-moves';
import { instantOf } from '../../schema/time';
import type { Tables } from '../store';
import type { WaitingMoveTable } from '../store/tables/ledger-moves';
import type { Mover } from './history';
import { stageOf } from './ledger';

/** A waiting move, with the route and the person that asked for it. */
export interface WaitingRow {
  readonly move: RouteMove;
  readonly by: Mover;
  readonly waiting: WaitingMove;
}

const rowOf = (row: Selectable<WaitingMoveTable>): WaitingRow => {
  const move = { route: row.route, stage: stageOf(row.stage), percent: row.percent, sites: row.sites };
  const { stage, percent, sites } = move;
  return {
    move,
    by: { userId: row.user_id, name: row.user_name, role: row.role },
    waiting: {
      ...{ id: `mv_${row.id}`, stage, percent, sites, by: row.user_name, reason: row.reason },
      at: instantOf(row.at.getTime()),
    },
  };
};

/** Why a second move is not taken while another one waits. */
export const WAITS_ALREADY = 'route already has a move that waits: decide that one first';

/** All that wait, oldest first. */
export const waitingMoves = async (db: Kysely<Tables>): Promise<readonly WaitingRow[]> => {
  const rows = await db.selectFrom('waiting_move').selectAll().where('decided_at', 'is', null).orderBy('id').execute();
  return rows.map(rowOf);
};

export const askForMove = async (
  trx: Transaction<Tables>,
  { route, stage, percent, sites }: RouteMove,
  reason: string,
  by: Mover,
  clock: Clock,
): Promise<WaitingMove> => {
  const row = await trx
    .insertInto('waiting_move')
    .values({
      ...{ route, stage, percent, sites: [...sites], reason, at: now(clock) },
      ...{ user_id: by.userId, user_name: by.name, role: by.role },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return rowOf(row).waiting;
};

/** Settles what waits: agreed to, or not. */
export const settleWaiting = async (
  trx: Transaction<Tables>,
  ids: readonly string[],
  agreed: boolean,
  by: Mover,
  clock: Clock,
): Promise<void> => {
  if (ids.length === 0) return;
  await trx
    .updateTable('waiting_move')
    .set({ decided_at: now(clock), decided_by: by.name, agreed })
    .where(
      'id',
      'in',
      ids.map((id) => id.slice('mv_'.length)),
    )
    .where('decided_at', 'is', null)
    .execute();
};
