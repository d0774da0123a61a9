import type { Transaction } from 'kysely';
import { now, type Clock } from '../../schema/clock';
import type { Tables } from '../store';
import { recordChanges, SETTINGS } from './history';
import { stageAsked } from './move-rules';
import { groupRows, type RouteRow } from './route-rows';
import { settleWaiting, waitingMoves } from './waiting-moves';

const systemsOf = (rows: readonly RouteRow[], id: string): string =>
  groupRows(rows, id)
    .map(({ id: own, route: { control, candidate } }) => `${own}: ${control} -> ${candidate ?? 'nobody'}`)
    .join('; ');

/** What was asked of other systems, or of another group, than now stand there: nobody agrees to it, and it is not rehearsed on. */
export const endOutdated = async (
  trx: Transaction<Tables>,
  before: readonly RouteRow[],
  after: readonly RouteRow[],
  clock: Clock,
): Promise<void> => {
  const routes = before.map(({ id }) => id).filter((id) => systemsOf(before, id) !== systemsOf(after, id));
  if (routes.length === 0) return;
  const moves = (await waitingMoves(trx)).filter(({ move }) => routes.includes(move.route));
  const ids = moves.map(({ waiting }) => waiting.id);
  await settleWaiting(trx, ids, false, SETTINGS, clock);
  const reason = 'the settings name other systems than when it was asked';
  const changes = moves.map(({ move }) => ({ about: move.route, what: 'refused', after: stageAsked(move), reason }));
  await recordChanges(trx, changes, SETTINGS, clock);
  await trx
    .updateTable('rehearsal')
    .set({ finished_at: now(clock) })
    .where('route', 'in', routes)
    .where('finished_at', 'is', null)
    .execute();
};
