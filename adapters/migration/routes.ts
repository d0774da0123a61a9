import type { Transaction } from 'kysely';
import type { Ask } from '../../schema/capabilities';
import { now, type Clock } from '../../schema/clock';
import { GraphRefusal, refuseInput } from '../../schema/errors';
import type { MigrationRoute, RouteMoves, RoutesChanged } from '../../schema/migration/route-moves';
import { holdsNhsNumber, reasonGiven } from '../../schema/reason';
import {
  createProtection,
  freezeChanges,
  groupRows,
  isLooseningId,
  knownSites,
  ledgerHistory,
  lockLedger,
  recordChanges,
  routeRows,
  toldFreezes,
  type Mover,
  type Moves,
  type RouteRow,
} from '../ledger';
import { createRecordedRead, type Recorder } from '../routing';
import type { Store, Tables } from '../store';
import { knownCapability, knownOrganisation, knownSubject } from './known';
import { movePreview, type EffectOf } from './move-preview';
import { isSystemName, named, namedSystem } from './named';
import { migrationRoutes } from './route-view';

export interface RouteMovesMeans {
  readonly store: Store;
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly moves: Moves;
  /** What a move would change for readers; nothing is known of it unless given. */
  readonly effectOf?: EffectOf;
}

const LONGEST_NOTE = 4_000;
const NO_EFFECT = { readsPerDay: 0, clients: [], lostFields: [], unknown: [] };

const moverOf = ({ viewer: { userId, name, role } }: Ask): Mover => ({ userId, name, role });

const wordsOf = (words: string): string => {
  const said = words.trim();
  if (said === '' || said.length > LONGEST_NOTE)
    throw new GraphRefusal('BAD_USER_INPUT', `words must have 1 to ${LONGEST_NOTE} characters`);
  if (holdsNhsNumber(said)) throw new GraphRefusal('BAD_USER_INPUT', 'words must not hold an NHS number');
  return said;
};

const groupOrRefuse = (rows: readonly RouteRow[], route: string): readonly RouteRow[] => {
  const group = groupRows(rows, route);
  if (group.length === 0) throw new GraphRefusal('BAD_USER_INPUT', 'route is not one of the ledger');
  return group;
};

/** Routes for the graph: each read and each change is authorised, and on record before it is answered or done. */
export const createRouteMoves = ({ store, clock, recorder, moves, effectOf }: RouteMovesMeans): RouteMoves => {
  const { db } = store;
  const read = createRecordedRead(recorder, 'The ledger');
  const all = (): Promise<readonly MigrationRoute[]> => migrationRoutes(db, now(clock));
  const some = async (ids: readonly string[]): Promise<readonly MigrationRoute[]> =>
    (await all()).filter(({ id }) => ids.includes(id));

  /** Checks the words, puts on record what is about to be done, does it. A fault of ours is told without its text. */
  const act = async <T>(
    ask: Ask,
    note: string,
    words: () => string,
    work: (said: string) => Promise<T>,
  ): Promise<T> => {
    const said = await read(
      'migration-actions',
      ask,
      () => Promise.resolve().then(words),
      () => ({ note }),
    );
    return recorder.own('migration-actions', work(said), 'The ledger');
  };
  const inLedger = <T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (trx) => {
      await lockLedger(trx);
      return work(trx);
    });
  const protection = createProtection({ store, clock });
  /** The group as it is once this was done. */
  const after = async (
    work: Promise<{ readonly group: readonly string[] } & Partial<Omit<RoutesChanged, 'routes'>>>,
  ): Promise<RoutesChanged> => {
    const { group, waiting = null, loosening = null } = await work;
    return { routes: await some(group), waiting, loosening };
  };
  const idsOf = (group: readonly RouteRow[]): readonly string[] => group.map(({ id }) => id);

  return {
    routes: ({ organisation, capability, planned = false }, ask) =>
      read(
        'migration',
        ask,
        async () => {
          if (organisation !== undefined) await knownOrganisation(store, organisation);
          if (capability !== undefined) knownCapability(capability);
          return (await all()).filter(
            (route) =>
              (organisation === undefined || route.organisation === organisation) &&
              (capability === undefined || route.capability === capability) &&
              (!planned || route.candidate !== null),
          );
        },
        (routes) => ({ note: `routes: ${routes.length}` }),
      ),
    byIds: (ids, ask) =>
      read(
        'migration',
        ask,
        async () => {
          const byId = new Map((await all()).map((route) => [route.id, route]));
          return ids.map((id) => byId.get(id) ?? null);
        },
        () => ({ note: `routes by id: ${ids.length}` }),
      ),
    history: (page, ask) =>
      read(
        'migration',
        ask,
        async () => {
          if (page.about !== null) await knownSubject(store, page.about);
          return ledgerHistory(db, page);
        },
        (changes) => ({ note: `history: ${changes.length} changes` }),
      ),
    preview: (move, ask) =>
      read(
        'migration',
        ask,
        async () => {
          const judged = await moves.judge(move);
          const [first] = judged.group;
          if (!first) return null;
          const effect = (await effectOf?.(move, ask)) ?? NO_EFFECT;
          const wards = await knownSites(db, first.route.organisation);
          return movePreview(db, { move, judged, effect, knownSites: wards, routes: await some(idsOf(judged.group)) });
        },
        () => ({ note: `preview of a move to ${move.stage}` }),
      ),
    move: (move, ask) =>
      act(
        ask,
        `move of ${named(move.route)} to ${move.stage}`,
        () => reasonGiven(move.reason),
        (reason) => after(moves.move({ ...move, reason }, moverOf(ask))),
      ),
    planCandidate: (plan, ask) =>
      act(
        ask,
        `plan of ${named(plan.route)} for ${namedSystem(plan.candidate)}`,
        () => {
          if (!isSystemName(plan.candidate)) refuseInput('candidate must be named as system@ORGANISATION');
          return reasonGiven(plan.reason);
        },
        (reason) => after(moves.plan({ ...plan, reason }, moverOf(ask))),
      ),
    decide: (decision, ask) =>
      act(
        ask,
        decision.agree ? 'agrees to a move' : 'refuses a move',
        () => reasonGiven(decision.reason),
        (reason) => {
          const { move: id, agree } = decision;
          if (isLooseningId(id)) return after(protection.decide({ id, agree, reason }, moverOf(ask)));
          return after(moves.decide({ move: id, agree, reason }, moverOf(ask)));
        },
      ),
    requireSecondApprover: ({ route, required, reason: given }, ask) =>
      act(
        ask,
        `second approver of ${named(route)}`,
        () => reasonGiven(given),
        (reason) => after(protection.requireSecondApprover({ route, required, reason }, moverOf(ask))),
      ),
    freeze: (freeze, ask) =>
      act(
        ask,
        `freeze of ${freeze.route === null ? 'every route' : named(freeze.route)}`,
        () => reasonGiven(freeze.reason),
        (reason) =>
          freeze.to <= now(clock)
            ? protection.liftFreeze({ route: freeze.route, reason }, moverOf(ask))
            : inLedger(async (trx) => {
                if (freeze.route !== null) groupOrRefuse(await routeRows(trx), freeze.route);
                const set = await freezeChanges(trx, { ...freeze, reason }, moverOf(ask), clock);
                return { freeze: { ...set, ending: null }, loosening: null };
              }),
      ),
    freezes: (ask) =>
      read(
        'migration',
        ask,
        () => toldFreezes(db, now(clock)),
        (freezes) => ({ note: `freezes: ${freezes.length}` }),
      ),
    endFreeze: ({ freeze, reason: given }, ask) =>
      act(
        ask,
        'end of a freeze',
        () => reasonGiven(given),
        (reason) => protection.endFreeze({ freeze, reason }, moverOf(ask)),
      ),
    addNote: ({ route, words }, ask) =>
      act(
        ask,
        `note on ${named(route)}`,
        () => wordsOf(words),
        (said) => {
          const by = moverOf(ask);
          return after(
            inLedger(async (trx) => {
              groupOrRefuse(await routeRows(trx), route);
              const note = { route, at: now(clock), user_name: by.name, words: said };
              await trx.insertInto('route_note').values(note).execute();
              await recordChanges(trx, [{ about: route, what: 'noted', reason: said }], by, clock);
              return { group: [route] };
            }),
          );
        },
      ),
    setBudget: ({ route, reason: given, ...budget }, ask) =>
      act(
        ask,
        `budget of ${named(route)}`,
        () => reasonGiven(given),
        (reason) => after(protection.setBudget({ route, budget, reason }, moverOf(ask))),
      ),
  };
};
