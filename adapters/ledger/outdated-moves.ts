import type { Transaction } from 'kysely';
import type { Clock } from '../../schema/clock';
import type { Tables } from '../store';
import { recordChanges, SETTINGS } from './history';
import { stageAsked } from './move-rules';
import { groupRows, type RouteRow } from './route-rows';
import { settleWaiting, waitingMoves } from './waiting-moves';

const systemsOf = (rows: readonly RouteRow[], id: string): string =>
  groupRows(rows, id)
    .map(({ id: own, route: { control, candidate } }) => `${own}: ${control} -> ${candidate ?? 'nobody'}`)
    .join('; ');

/** What waits and was asked of other systems, or of another group, than now stand there is agreed to by nobody. */
export const refuseOutdated = async (
  trx: Transaction<Tables>,
  before: readonly RouteRow[],
  after: readonly RouteRow[],
  clock: Clock,
): Promise<void> => {
  const outdated = (await waitingMoves(trx)).filter(
    ({ move: { route } }) => systemsOf(before, route) !== systemsOf(after, route),
  );
  const ids = outdated.map(({ waiting }) => waiting.id);
  await settleWaiting(trx, ids, false, SETTINGS, clock);
  const reason = 'the settings name other systems than when it was asked';
  const changes = outdated.map(({ move }) => ({ about: move.route, what: 'refused', after: stageAsked(move), reason }));
  await recordChanges(trx, changes, SETTINGS, clock);
};
