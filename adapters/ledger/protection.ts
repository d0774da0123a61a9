import type { Transaction } from 'kysely';
import { now, type Clock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import type { FreezeChanged, RampBudget, WaitingLoosening } from '../../schema/migration/route-moves';
import { momentWords } from '../../schema/moment-words';
import type { Store, Tables } from '../store';
import { budgetAfter, budgetWords, isLooser, writeBudget } from './budgets';
import { EVERY_ROUTE, freezesFrom, freezesToLift, liftFreezes, type FreezeRow } from './freezes';
import { recordChanges, type Mover } from './history';
import { askToLoosen, settleLoosening, type LooseningRow } from './loosenings';
import { groupRows, lockLedger, routeRows, type RouteRow } from './route-rows';

/** What came of it: ids of the whole group, and what waits for a second person. */
export interface Protected {
  readonly group: readonly string[];
  readonly loosening: WaitingLoosening | null;
}

/**
 * What guards a group's moves: a second person, a ramp's budget, and freezes. Whoever may move a group only with a second
 * person may not take the first two away alone; a group that one person moves, one person guards. A freeze is lifted by
 * two in any case: it is set against a move that one person would make. Throws GraphRefusal BAD_USER_INPUT.
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
  /**
   * Lifts the freezes of a route, or (null) of every route, that stand or are to come: always once a second person agrees.
   * Gives the one of them that ends last, which goes on standing until then.
   */
  liftFreeze(wish: { readonly route: string | null; readonly reason: string }, by: Mover): Promise<FreezeChanged>;
  /** The same of one freeze, by its id. */
  endFreeze(wish: { readonly freeze: string; readonly reason: string }, by: Mover): Promise<FreezeChanged>;
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

  /** Ids of the routes that a change is about: a group's, or all. */
  const routesOf = async (trx: Transaction<Tables>, route: string): Promise<readonly string[]> =>
    idsOf(route === EVERY_ROUTE ? await routeRows(trx) : await groupOf(trx, route));

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

  /** Does what was agreed to, in the name and for the reason of whoever asked for it. */
  const loosen = async (
    trx: Transaction<Tables>,
    { route, loosening, by, waiting: { reason } }: LooseningRow,
  ): Promise<void> => {
    switch (loosening.what) {
      case 'second-approver':
        return require(trx, await groupOf(trx, route), false, reason, by);
      case 'budget':
        return budget(trx, await groupOf(trx, route), loosening.budget, reason, by);
      case 'freezes':
        return liftFreezes(trx, { ids: loosening.ids, about: route, reason }, by, clock);
    }
  };

  /** Has the end of these, all of one scope, wait. `last`: the one of them that ends last. */
  const askToThaw = async (
    trx: Transaction<Tables>,
    { last, ids, words, reason }: { readonly last: FreezeRow; readonly ids: readonly string[]; readonly words: string; readonly reason: string }, // prettier-ignore
    by: Mover,
  ): Promise<FreezeChanged> => {
    const about = last.route ?? EVERY_ROUTE;
    // Beside a group's own changes another may wait that is about every route.
    const group = last.route === null ? [EVERY_ROUTE] : idsOf(await groupOf(trx, last.route));
    const wish = { route: about, group, loosening: { what: 'freezes', ids } as const, words, reason };
    const loosening = await askToLoosen(trx, wish, by, clock);
    return { freeze: { ...last, ending: loosening }, loosening };
  };

  return {
    requireSecondApprover: ({ route, required, reason }, by) =>
      inLedger(async (trx) => {
        const group = await groupOf(trx, route);
        if (!required && group.some(({ secondApprover }) => secondApprover)) {
          const loosened = { what: 'second-approver' } as const;
          const wish = { route, group: idsOf(group), loosening: loosened, reason };
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
          const loosened = { what: 'budget', budget: change } as const;
          const wish = { route, group: idsOf(group), loosening: loosened, words: budgetWords(after), reason };
          return { group: idsOf(group), loosening: await askToLoosen(trx, wish, by, clock) };
        }
        await budget(trx, group, change, reason, by);
        return { group: idsOf(group), loosening: null };
      }),
    liftFreeze: ({ route, reason }, by) =>
      inLedger(async (trx) => {
        if (route !== null) await groupOf(trx, route);
        const standing = await freezesToLift(trx, route, now(clock));
        const [last] = standing;
        if (!last)
          throw new GraphRefusal('BAD_USER_INPUT', `to is past, and no freeze of ${route ?? 'every route'} stands`);
        const words = `the freeze of ${route ?? 'every route'} until ${momentWords(last.to)} is lifted`;
        return askToThaw(trx, { last, ids: standing.map(({ id }) => id), words, reason }, by);
      }),
    endFreeze: ({ freeze: id, reason }, by) =>
      inLedger(async (trx) => {
        const freeze = (await freezesFrom(trx, now(clock))).find((one) => one.id === id);
        if (!freeze) throw new GraphRefusal('BAD_USER_INPUT', 'freeze is none that stands or is to come');
        const { route, from, to } = freeze;
        const words = `the freeze of ${route ?? 'every route'} from ${momentWords(from)} to ${momentWords(to)} is lifted`;
        return askToThaw(trx, { last: freeze, ids: [id], words, reason }, by);
      }),
    decide: ({ id, agree, reason }, by) =>
      inLedger(async (trx) => {
        const waits = await settleLoosening(trx, { id, agree, reason }, by, clock);
        if (agree) await loosen(trx, waits);
        return { group: await routesOf(trx, waits.route), loosening: null };
      }),
  };
};
