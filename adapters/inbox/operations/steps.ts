import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import { now } from '../../../schema/clock';
import { faultName } from '../../../schema/fault-name';
import type { Tables } from '../../store';
import { isCollision, isPassing, storePlaceOf } from '../fault';
import type { InboxMeans } from '../worker-means';
import { finish, lockAction, settleSteps, stepsOf, type ActionRow } from './action-row';
import { unfit, type Chosen } from './chosen';
import { type Batch, type Effect, type EffectMeans, type NotDone } from './effect';
import { followersOf } from './followers';
import { lockChosen, Moved } from './locked';

/** Messages that this action has already dealt with, on the way to others. */
const dealtWith = async (
  trx: Transaction<Tables>,
  id: number,
  seqs: readonly number[],
): Promise<ReadonlySet<number>> => {
  const { rows } = await sql<{ seq: number }>`
    select seq from message_happening where seq = any(${seqs}::bigint[]) and action = ${id}`.execute(trx);
  return new Set(rows.map(({ seq }) => seq));
};

export interface StepMeans extends EffectMeans, Pick<InboxMeans, 'store' | 'clock'> {
  /** What the action does; sending again is no effect of a transaction, and has steps of its own. */
  readonly effect: Effect;
}

export type Stepped = 'more' | 'finished' | 'elsewhere';

const TRIES = 8;
/** A partition that is not to be had for so long is tried again later. */
const LOCK_WAIT = '10s';

/** The next messages of an action, in one transaction with the record of it. Rejects when a fault may pass. */
export const createSteps = (means: StepMeans) => {
  const { store, clock, feeds, effect } = means;

  const effects = async (trx: Transaction<Tables>, row: ActionRow, seqs: readonly number[]): Promise<NotDone> => {
    const stand = await lockChosen(trx, seqs, row.action);
    const already = await dealtWith(trx, row.id, seqs);
    const notDone = new Map<number, string>();
    const fit: Chosen[] = [];
    const there = new Set(stand.messages.map(({ seq }) => seq));
    for (const seq of seqs) if (!there.has(seq)) notDone.set(seq, 'there is no such message');
    for (const message of stand.messages) {
      if (already.has(message.seq)) continue;
      const why = unfit(row.action, message, feeds);
      if (why === null) fit.push(message);
      else notDone.set(message.seq, why);
    }
    if (fit.length === 0) return notDone;
    const going = await followersOfThese(trx, fit, stand.followers);
    const by = { userId: row.user_id, name: row.user_name, reason: row.reason, action: row.id };
    const batch: Batch = { messages: fit, followers: going, at: now(clock), by };
    return new Map([...notDone, ...(await effect(trx, batch, means))]);
  };

  /** Only of those it is done to; all of them are among the locked. */
  const followersOfThese = async (
    trx: Transaction<Tables>,
    fit: readonly Chosen[],
    locked: Batch['followers'],
  ): Promise<Batch['followers']> => {
    if (locked.length === 0) return [];
    const own = await followersOf(
      trx,
      fit.map(({ seq }) => seq),
    );
    const known = new Set(locked.map(({ seq }) => seq));
    return own.filter(({ seq }) => known.has(seq));
  };

  const attempt = (id: number, limit: number, wait: boolean, failed: string | null): Promise<Stepped> =>
    store.db.transaction().execute(async (trx) => {
      await sql`select set_config('lock_timeout', ${LOCK_WAIT}, true)`.execute(trx);
      const row = await lockAction(trx, id, wait);
      if (row === null) return wait ? 'finished' : 'elsewhere';
      const seqs = await stepsOf(trx, id, limit);
      if (seqs.length === 0) {
        await finish(trx, id, now(clock));
        return 'finished';
      }
      const notDone = failed === null ? await effects(trx, row, seqs) : new Map(seqs.map((seq) => [seq, failed]));
      await settleSteps(trx, id, seqs, notDone);
      return 'more';
    });

  /** Goes again at once after a collision. */
  const persist = async (id: number, limit: number, wait: boolean): Promise<Stepped> => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await attempt(id, limit, wait, null);
      } catch (error) {
        if (!(error instanceof Moved || isCollision(error)) || tries >= TRIES) throw error;
        await pause(2 ** tries);
      }
    }
  };

  const alone = async (id: number, wait: boolean): Promise<Stepped> => {
    try {
      return await persist(id, 1, wait);
    } catch (error) {
      if (isPassing(error) || error instanceof Moved) throw error;
      return attempt(id, 1, wait, `it could not be done: ${faultName(error)}${storePlaceOf(error)}`);
    }
  };

  /** Where several together fail, one by one: the one that fails is told of, and the others are done. */
  return async (id: number, limit: number, wait: boolean): Promise<Stepped> => {
    if (limit === 1) return alone(id, wait);
    try {
      return await persist(id, limit, wait);
    } catch (error) {
      if (isPassing(error) || error instanceof Moved) throw error;
    }
    for (let n = 0; n < limit; n += 1) {
      const stepped = await alone(id, wait);
      if (stepped !== 'more') return stepped;
    }
    return 'more';
  };
};
