import type { Kysely, Transaction } from 'kysely';
import { now, type Clock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import type { AskedMove, CandidatePlan, RouteMove, WaitingMove } from '../../schema/migration/route-moves';
import { momentWords } from '../../schema/moment-words';
import type { Store, Tables } from '../store';
import { freezeOfGroup, freezesAt } from './freezes';
import { CAUSEWAY, recordChanges, SETTINGS, type Mover } from './history';
import { toSystem } from './ledger';
import { knownSites } from './known-sites';
import { isBack, refusalsOf, stageAsked, stageWords } from './move-rules';
import { planCandidate } from './plan-candidate';
import { groupRows, lockLedger, routeRows, type RouteRow } from './route-rows';
import type { LedgerSettings } from './sync-routes';
import { askForMove, settleWaiting, WAITS_ALREADY, waitingMoves } from './waiting-moves';

export interface MovesMeans {
  readonly store: Store;
  readonly clock: Clock;
  /** What each kind of system provides, from the registry. */
  readonly kinds: LedgerSettings['kinds'];
}

export interface MoveJudged {
  /** Each begins with the field that is wrong; empty where it may be moved so. */
  readonly refusals: readonly string[];
  readonly group: readonly RouteRow[];
}

/** The one way by which routes move. */
export interface Moves {
  /** Without effect. */
  judge(move: RouteMove): Promise<MoveJudged>;
  /**
   * Moves the whole group, or has it wait for a second person. Ids of the group. By `CAUSEWAY` it may only go back, and
   * neither freezes nor approvers hold it; where the route is at `ramp` no more, nothing happens, and no ids are given.
   * `withIt` is written where it is moved at once, with the move or not at all. Throws GraphRefusal BAD_USER_INPUT.
   */
  move(
    move: AskedMove,
    by: Mover,
    withIt?: (trx: Transaction<Tables>) => Promise<void>,
  ): Promise<{ readonly group: readonly string[]; readonly waiting: WaitingMove | null }>;
  /** Plans who is to take over next, see {@link planCandidate}. Ids of the group. Throws GraphRefusal BAD_USER_INPUT. */
  plan(wish: CandidatePlan, by: Mover): Promise<{ readonly group: readonly string[] }>;
  /** By another person than the one who asked, who may only take it back. Throws GraphRefusal BAD_USER_INPUT. */
  decide(
    decision: { readonly move: string; readonly agree: boolean; readonly reason: string },
    by: Mover,
  ): Promise<{ readonly group: readonly string[] }>;
}

const idsOf = (group: readonly RouteRow[]): readonly string[] => group.map(({ id }) => id);

/** What somebody saw before it was moved, by another person or by itself, they decided of another state. */
const refuseUnseen = (group: readonly RouteRow[], { route, stage, movedAt }: AskedMove): void => {
  const own = group.find(({ id }) => id === route);
  if (!own || movedAt == null || stage === 'off' || Date.parse(movedAt) === own.movedAt.getTime()) return;
  const words = `movedAt is past: ${own.movedBy ?? SETTINGS.name} brought the route to ${stageWords(own.route)} since; look again`;
  throw new GraphRefusal('BAD_USER_INPUT', words);
};

export const createMoves = ({ store, clock, kinds }: MovesMeans): Moves => {
  const judged = async (db: Kysely<Tables>, move: RouteMove, automatic: boolean): Promise<MoveJudged> => {
    const group = groupRows(await routeRows(db), move.route);
    const organisation = group[0]?.route.organisation;
    const systems = (await db.selectFrom('system_instance').selectAll().execute()).map(toSystem);
    const freeze = freezeOfGroup(
      await freezesAt(db, now(clock)),
      group.map(({ id }) => id),
    );
    const refusals = refusalsOf(
      group.map(({ route }) => route),
      move,
      {
        ...{ kinds, automatic, frozen: freeze && `until ${momentWords(freeze.to)} by ${freeze.by} (${freeze.reason})` },
        systems: new Map(systems.map((system) => [system.name, system])),
        knownSites: new Set(organisation === undefined ? [] : await knownSites(db, organisation)),
      },
    );
    return { refusals, group };
  };

  const isAtRamp = async (trx: Transaction<Tables>, route: string): Promise<boolean> =>
    (await routeRows(trx)).some((row) => row.id === route && row.route.stage === 'ramp');

  const allowed = async (trx: Transaction<Tables>, move: RouteMove, by: Mover): Promise<readonly RouteRow[]> => {
    const { refusals, group } = await judged(trx, move, by === CAUSEWAY);
    if (refusals.length > 0) throw new GraphRefusal('BAD_USER_INPUT', refusals.join('; '));
    return group;
  };

  const endAlerts = async (trx: Transaction<Tables>, kinds: readonly string[], about: readonly string[]) => {
    await trx
      .updateTable('migration_alert')
      .set({ over_at: now(clock) })
      .where('kind', 'in', kinds)
      .where('about', 'in', about)
      .where('over_at', 'is', null)
      .execute();
  };

  const carryOut = async (
    trx: Transaction<Tables>,
    group: readonly RouteRow[],
    { stage, percent, sites, reason }: RouteMove & { readonly reason: string },
    by: Mover,
  ): Promise<void> => {
    const ramp = { stage, percent, sites: [...new Set(sites)].sort() };
    const moved = { moved_by: by.name, at: now(clock), why: reason };
    for (const { route } of group)
      await trx
        .updateTable('route')
        .set({ ...ramp, ...moved })
        .where('organisation', '=', route.organisation)
        .where('capability', '=', route.capability)
        .where('role', '=', route.role)
        .execute();
    const after = stageAsked({ stage, percent, sites: ramp.sites });
    await recordChanges(
      trx,
      group.map(({ id, route }) => ({
        ...{ about: id, before: stageWords(route), after, reason },
        what: isBack(route.stage, stage) ? 'rolled-back' : 'moved',
      })),
      by,
      clock,
    );
    const back = group.every(({ route }) => isBack(route.stage, stage));
    // A ramp that could not go back is told of until it is moved at all; one that did, until it is moved forward.
    await endAlerts(trx, ['roll-back-failed', ...(back ? [] : ['rolled-back'])], idsOf(group));
  };

  const waitingOf = async (trx: Transaction<Tables>, group: readonly RouteRow[]) => {
    const ids = new Set(group.map(({ id }) => id));
    return (await waitingMoves(trx)).filter(({ move }) => ids.has(move.route));
  };

  return {
    judge: (move) => judged(store.db, move, false),
    move: (move, by, withIt) =>
      store.db.transaction().execute(async (trx) => {
        await lockLedger(trx);
        // Whoever moved it since it was judged has seen to it.
        if (by === CAUSEWAY && !(await isAtRamp(trx, move.route))) return { group: [], waiting: null };
        // First: whoever has not seen where it stands is told who moved it, not what the rules say of their move.
        refuseUnseen(groupRows(await routeRows(trx), move.route), move);
        const group = await allowed(trx, move, by);
        const before = await waitingOf(trx, group);
        const needsSecond =
          group.some(({ secondApprover }) => secondApprover) && move.stage !== 'off' && by !== CAUSEWAY;
        if (!needsSecond) {
          await carryOut(trx, group, move, by);
          // What was asked for before was asked of another state.
          await settleWaiting(
            trx,
            before.map(({ waiting }) => waiting.id),
            false,
            by,
            clock,
          );
          await withIt?.(trx);
          return { group: idsOf(group), waiting: null };
        }
        if (before.length > 0) throw new GraphRefusal('BAD_USER_INPUT', WAITS_ALREADY);
        const waiting = await askForMove(trx, move, move.reason, by, clock);
        const asked = { about: move.route, what: 'asked', after: stageAsked(move), reason: move.reason };
        await recordChanges(trx, [asked], by, clock);
        return { group: idsOf(group), waiting };
      }),
    plan: (wish, by) =>
      store.db.transaction().execute(async (trx) => {
        await lockLedger(trx);
        const group = await planCandidate(trx, wish, by, { clock, kinds });
        await endAlerts(trx, ['roll-back-failed', 'rolled-back'], idsOf(group));
        // What was asked for before was asked of other systems.
        const waits = (await waitingOf(trx, group)).map(({ waiting }) => waiting.id);
        await settleWaiting(trx, waits, false, by, clock);
        return { group: idsOf(group) };
      }),
    decide: ({ move: id, agree, reason }, by) =>
      store.db.transaction().execute(async (trx) => {
        await lockLedger(trx);
        const waits = (await waitingMoves(trx)).find(({ waiting }) => waiting.id === id);
        if (!waits) throw new GraphRefusal('BAD_USER_INPUT', 'move is none that waits');
        if (agree && waits.by.userId === by.userId)
          throw new GraphRefusal('BAD_USER_INPUT', 'move needs another person than the one who asked for it');
        const { move } = waits;
        const group = agree ? await allowed(trx, move, waits.by) : groupRows(await routeRows(trx), move.route);
        await settleWaiting(trx, [id], agree, by, clock);
        const decided = { about: move.route, what: agree ? 'agreed' : 'refused', after: stageAsked(move), reason };
        await recordChanges(trx, [decided], by, clock);
        if (agree) await carryOut(trx, group, { ...move, reason: waits.waiting.reason }, waits.by);
        return { group: idsOf(group) };
      }),
  };
};
