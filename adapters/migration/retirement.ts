import type { Transaction } from 'kysely';
import type { Ask } from '../../schema/capabilities';
import { now } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import type { InstanceName } from '../../schema/identifiers';
import type { Obstacle, Plan, Retirement } from '../../schema/migration/plan';
import type { RegisteredSystem } from '../../schema/migration/register';
import { reasonGiven } from '../../schema/reason';
import { lockLedger, recordChanges, routeRows } from '../ledger';
import { createRecordedRead } from '../routing';
import type { Tables } from '../store';
import { raiseMigrationAlert } from './alerts';
import { namedSystem } from './named';
import type { PlanMeans } from './plan-means';
import { obstacleNames, overrideStands } from './waiting-overrides';

interface Judged {
  readonly system: RegisteredSystem;
  readonly obstacles: readonly Obstacle[];
  /** The ledger's version before it was judged. */
  readonly version: number;
}

export interface RetirementMeans extends Pick<PlanMeans, 'store' | 'clock' | 'log' | 'recorder'> {
  /** The system and its gate as they stand; null where there is no such system. */
  judge(system: InstanceName): Promise<Omit<Judged, 'version'> | null>;
}

const unknown = (what: string): GraphRefusal => new GraphRefusal('BAD_USER_INPUT', `${what} is not known`);

/** Conditions, signatures and the end of a system: each authorised and on record before it is done. */
export const createRetirement = (means: RetirementMeans): Pick<Plan, 'settleCondition' | 'signOff' | 'retire'> => {
  const { store, clock, log, recorder } = means;
  const recorded = createRecordedRead(recorder, 'The ledger');

  const change = (trx: Transaction<Tables>, about: string, what: string, after: string, reason: string, ask: Ask) =>
    recordChanges(trx, [{ about, what, after, reason }], ask.viewer, clock);
  const done = <T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> =>
    recorder.own('migration-actions', store.db.transaction().execute(work), 'The ledger');
  const raise = (trx: Transaction<Tables>, system: string) =>
    trx
      .updateTable('registered_system')
      .set((row) => ({ version: row('version', '+', 1) }))
      .where('id', '=', system)
      .execute();
  const versionOf = async (db: Pick<Transaction<Tables>, 'selectFrom'>): Promise<number> =>
    (await db.selectFrom('ledger_version').select('version').executeTakeFirstOrThrow()).version;
  const judge = async (system: InstanceName): Promise<Judged | null> => {
    const version = await versionOf(store.db);
    const judged = await means.judge(system);
    return judged && { ...judged, version };
  };
  const systemAfter = async (system: InstanceName): Promise<RegisteredSystem> => {
    const judged = await means.judge(system);
    if (!judged) throw unknown('system');
    return judged.system;
  };
  /** Checks, authorises, and puts on record what is going to be done. */
  const announce = <T>(ask: Ask, reason: string, note: string, look: (words: string) => Promise<T>): Promise<T> =>
    recorded(
      'migration-actions',
      ask,
      () => look(reasonGiven(reason)),
      () => ({ note }),
    );

  /** A route that went back meanwhile may be answered by this very system again; or somebody retired it meanwhile. */
  const lockAsJudged = async (trx: Transaction<Tables>, version: number): Promise<void> => {
    await lockLedger(trx);
    if ((await versionOf(trx)) !== version)
      throw new GraphRefusal('BAD_USER_INPUT', 'system was judged by a ledger that has changed since; look again');
  };

  const carryOut = (
    { system, version }: Judged,
    what: string,
    words: string,
    reason: string,
    ask: Ask,
  ): Promise<void> =>
    done(async (trx) => {
      await lockAsJudged(trx, version);
      const { numUpdatedRows } = await trx
        .updateTable('registered_system')
        .set({ lifecycle: 'retired', changed_by: ask.viewer.name, at: now(clock), why: reason })
        .where('id', '=', system.id)
        .where('version', '=', system.version)
        .executeTakeFirst();
      // What rests on it, or whether a condition is met, may be another by now.
      if (numUpdatedRows === 0n)
        throw new GraphRefusal('BAD_USER_INPUT', 'system was changed since it was judged; look again');
      await trx.updateTable('system_instance').set({ lifecycle: 'retired' }).where('name', '=', system.id).execute();
      // Where somebody else answers by now, the control is off: there is no way back.
      const off = (await routeRows(trx)).filter(({ route }) => route.control === system.id && route.stage === 'live');
      await trx
        .updateTable('route')
        .set({ stage: 'retired', moved_by: ask.viewer.name, at: now(clock), why: reason })
        .where('control', '=', system.id)
        .where('stage', '=', 'live')
        .execute();
      await trx.deleteFrom('retirement_override').where('system', '=', system.id).execute();
      await raise(trx, system.id);
      const moved = { what: 'moved', before: 'live', after: 'retired', reason };
      await recordChanges(
        trx,
        off.map(({ id }) => ({ about: id, ...moved })),
        ask.viewer,
        clock,
      );
      await change(trx, system.id, what, words, reason, ask);
      if (what === 'overridden')
        await raiseMigrationAlert(trx, { kind: 'overridden', about: system.id, since: now(clock), words });
    });

  const override = async (judged: Judged, reason: string, ask: Ask): Promise<Retirement> => {
    const { system, obstacles, version } = judged;
    const { userId, name, role } = ask.viewer;
    const first = await done(async (trx) => {
      await lockAsJudged(trx, version);
      const waiting = await trx
        .selectFrom('retirement_override')
        .selectAll()
        .where('system', '=', system.id)
        .executeTakeFirst();
      if (waiting && overrideStands(waiting, obstacles, clock.millis())) return waiting;
      const wished = { at: now(clock), reason, obstacles: obstacleNames(obstacles) };
      const wish = { user_id: userId, user_name: name, role, ...wished };
      await trx
        .insertInto('retirement_override')
        .values({ system: system.id, ...wish })
        .onConflict((conflict) => conflict.column('system').doUpdateSet(wish))
        .execute();
      await change(trx, system.id, 'override-asked', `${obstacles.length} obstacles stand`, reason, ask);
      return null;
    });
    if (first === null) return { system, gate: obstacles, waitsForSecond: true, done: false };
    if (first.user_id === userId)
      throw new GraphRefusal('BAD_USER_INPUT', 'override needs another named person: you asked for it yourself');
    const words = `${system.name} was retired against ${obstacles.length} obstacles by ${first.user_name} (${first.reason}) and ${name} (${reason}).`;
    await carryOut(judged, 'overridden', words, reason, ask);
    log(
      `${system.id} was retired against its gate, ${obstacles.length} obstacles standing, by two named people; the ledger says who and why`,
    );
    return { system: await systemAfter(system.id), gate: obstacles, waitsForSecond: false, done: true };
  };

  return {
    settleCondition: async (condition, met, reason, ask) => {
      const row = await announce(ask, reason, `condition ${met ? 'met' : 'not met'}`, async () => {
        const known = /^\d{1,15}$/.test(condition)
          ? await store.db
              .selectFrom('system_condition')
              .select(['system', 'words'])
              .where('id', '=', condition)
              .executeTakeFirst()
          : undefined;
        if (!known) throw unknown('condition');
        return known;
      });
      await done(async (trx) => {
        await trx
          .updateTable('system_condition')
          .set({ met_at: met ? now(clock) : null, met_by: met ? ask.viewer.name : null })
          .where('id', '=', condition)
          .execute();
        await raise(trx, row.system);
        await change(trx, row.system, met ? 'condition-met' : 'condition-not-met', row.words, reason.trim(), ask);
      });
      return systemAfter(row.system as InstanceName);
    },
    signOff: async (system, reason, ask) => {
      const words = await announce(ask, reason, `sign-off of ${namedSystem(system)}`, async (given) => {
        const known = await means.judge(system);
        if (!known) throw unknown('system');
        if (known.system.lifecycle === 'retired') throw new GraphRefusal('BAD_USER_INPUT', 'system is retired already');
        return given;
      });
      await done(async (trx) => {
        const { userId, name, role } = ask.viewer;
        // Who signs again signs anew: the later words stand, and it is one signature.
        await trx.deleteFrom('system_sign_off').where('system', '=', system).where('user_id', '=', userId).execute();
        await trx
          .insertInto('system_sign_off')
          .values({ system, user_id: userId, user_name: name, role, at: now(clock), words })
          .execute();
        await raise(trx, system);
        await change(trx, system, 'signed', `${name} signs that it may go`, words, ask);
      });
      return systemAfter(system);
    },
    retire: async (system, reason, wantsOverride, ask) => {
      const { judged, words } = await announce(ask, reason, `retirement of ${namedSystem(system)}`, async (given) => {
        const known = await judge(system);
        if (!known) throw unknown('system');
        if (known.system.lifecycle === 'retired') throw new GraphRefusal('BAD_USER_INPUT', 'system is retired already');
        return { judged: known, words: given };
      });
      const { obstacles } = judged;
      if (obstacles.length === 0) {
        await carryOut(judged, 'retired', 'nothing stood in the way', words, ask);
        return { system: await systemAfter(system), gate: [], waitsForSecond: false, done: true };
      }
      if (wantsOverride) return override(judged, words, ask);
      return { system: judged.system, gate: obstacles, waitsForSecond: false, done: false };
    },
  };
};
