import type { Transaction } from 'kysely';
import type { Clock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import type { RampBudget, WaitingLoosening } from '../../schema/migration/route-moves';
import type { Store, Tables } from '../store';
import { budgetAfter, budgetWords, isLooser, writeBudget } from './budgets';
import { recordChanges, type Mover } from './history';
import { askToLoosen, settleLoosening } from './loosenings';
import { groupRows, lockLedger, routeRows, type RouteRow } from './route-rows';

/** What came of it: ids of the whole group, and what waits for a second person. */
export interface Protected {
  readonly group: readonly string[];
  readonly loosening: WaitingLoosening | null;
}

/**
 * What guards a group's moves: a second person, and a ramp's budget. Whoever may move a group only with a second person
 * may not take either away alone; a group that one person moves, one person guards. Throws GraphRefusal BAD_USER_INPUT.
 */
export interface Protection {
  requireSecondApprover(
    wish: { readonly route: string; readonly required: boolean; readonly reason: string },
    by: Mover,
  ): Promise<Protected>;
  setBudget(
    wish: { readonly route: string; readonly budget: Partial<RampBudget>; readonly reason: string },
    by: Mover,
  ): Promise<Protected>;
  decide(
    decision: { readonly id: string; readonly agree: boolean; readonly reason: string },
    by: Mover,
  ): Promise<Protected>;
}

const idsOf = (group: readonly RouteRow[]): readonly string[] => group.map(({ id }) => id);

export const createProtection = ({ store, clock }: { readonly store: Store; readonly clock: Clock }): Protection => {
  const inLedger = <T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> =>
    store.db.transaction().execute(async (trx) => {
      await lockLedger(trx);
      return work(trx);
    });
  const groupOf = async (trx: Transaction<Tables>, route: string): Promise<readonly RouteRow[]> => {
    const group = groupRows(await routeRows(trx), route);
    if (group.length === 0) throw new GraphRefusal('BAD_USER_INPUT', 'route is not one of the ledger');
    return group;
  };

  const require = async (
    trx: Transaction<Tables>,
    group: readonly RouteRow[],
    required: boolean,
    reason: string,
    by: Mover,
  ): Promise<void> => {
    for (const { route } of group)
      await trx
        .updateTable('route')
        .set({ second_approver: required })
        .where('organisation', '=', route.organisation)
        .where('capability', '=', route.capability)
        .where('role', '=', route.role)
        .execute();
    const changes = group.map(({ id, secondApprover }) => ({
      ...{ about: id, what: 'second-approver', before: String(secondApprover), after: String(required), reason },
    }));
    await recordChanges(trx, changes, by, clock);
  };

  const budget = async (
    trx: Transaction<Tables>,
    group: readonly RouteRow[],
    change: Partial<RampBudget>,
    reason: string,
    by: Mover,
  ): Promise<void> => {
    const { before, after } = await budgetAfter(trx, idsOf(group), change);
    await writeBudget(trx, idsOf(group), after);
    const words = { before: budgetWords(before), after: budgetWords(after), reason };
    await recordChanges(
      trx,
      group.map(({ id }) => ({ about: id, what: 'budget', ...words })),
      by,
      clock,
    );
  };

  return {
    requireSecondApprover: ({ route, required, reason }, by) =>
      inLedger(async (trx) => {
        const group = await groupOf(trx, route);
        if (!required && group.some(({ secondApprover }) => secondApprover)) {
          const wish = { route, group: idsOf(group), loosening: null, reason };
          const loosening = await askToLoosen(trx, { ...wish, words: 'moves need no second person' }, by, clock);
          return { group: idsOf(group), loosening };
        }
        await require(trx, group, required, reason, by);
        return { group: idsOf(group), loosening: null };
      }),
    setBudget: ({ route, budget: change, reason }, by) =>
      inLedger(async (trx) => {
        const group = await groupOf(trx, route);
        const { before, after } = await budgetAfter(trx, idsOf(group), change);
        if (isLooser(before, after) && group.some(({ secondApprover }) => secondApprover)) {
          const wish = { route, group: idsOf(group), loosening: change, words: budgetWords(after), reason };
          return { group: idsOf(group), loosening: await askToLoosen(trx, wish, by, clock) };
        }
        await budget(trx, group, change, reason, by);
        return { group: idsOf(group), loosening: null };
      }),
    decide: ({ id, agree, reason }, by) =>
      inLedger(async (trx) => {
        const waits = await settleLoosening(trx, { id, agree, reason }, by, clock);
        const group = await groupOf(trx, waits.route);
        if (agree && waits.loosening === null) await require(trx, group, false, waits.waiting.reason, waits.by);
        else if (agree && waits.loosening) await budget(trx, group, waits.loosening, waits.waiting.reason, waits.by);
        return { group: idsOf(group), loosening: null };
      }),
  };
};
