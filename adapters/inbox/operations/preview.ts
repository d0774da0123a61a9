import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import type { MessageAction } from '../../../schema/messages';
import type { Store, Tables } from '../../store';
import { isCollision } from '../fault';
import { chosenBy, unfit, type Chosen } from './chosen';
import { LETS_OTHERS_GO, type EffectMeans } from './effect';
import { lockChosen, Moved } from './locked';
import type { TriedAction } from './order';
import { effectOnReadModels } from './read-model-effect';
import { waitingBehind } from './waiting-behind';

/** Messages of one preview; more are not tried. */
export const PREVIEWED = 100;
const SHOWN = 200;
const TRIES = 8;
/** Nobody's messages stand still for the sake of a preview. */
const LOCK_WAIT = '3s';

/** Thrown through the transaction, so that all of it is undone. */
class Undone extends Error {
  constructor(readonly preview: TriedAction) {
    super('a preview is undone');
  }
}

export interface PreviewMeans extends EffectMeans {
  readonly store: Store;
}

const messageId = (seq: number): string => `m_${seq}`;

const look = async (
  trx: Transaction<Tables>,
  means: PreviewMeans,
  action: MessageAction,
  seqs: readonly number[],
): Promise<TriedAction> => {
  const letsOthersGo = LETS_OTHERS_GO.includes(action);
  const takesPart = letsOthersGo || action === 'replay';
  const stand = takesPart
    ? await lockChosen(trx, seqs, action)
    : { messages: await chosenBy(trx, seqs), followers: [] };
  const notApplicable = new Map<number, string>();
  const fit: Chosen[] = [];
  for (const message of stand.messages) {
    const why = unfit(action, message, means.feeds);
    if (why === null) fit.push(message);
    else notApplicable.set(message.seq, why);
  }
  const behind = letsOthersGo ? await waitingBehind(trx, means.feeds, fit) : null;
  const tried = action === 'dismiss' || !takesPart ? [] : fit;
  const effect = await effectOnReadModels(trx, means, { tried, behind, most: PREVIEWED });
  for (const [seq, why] of effect.refused)
    notApplicable.set(
      seq,
      action === 'release'
        ? `it would be held again: ${why}`
        : `today's code does not take it: ${why}; what it said before would stand`,
    );
  for (const seq of effect.inTheWay)
    notApplicable.set(seq, 'it would wait: an earlier message of a person it names is held');
  return {
    action,
    selected: seqs.length,
    notApplicable: [...notApplicable].sort(([a], [b]) => a - b).map(([seq, why]) => ({ id: messageId(seq), why })),
    differences: effect.differences.slice(0, SHOWN),
    more: effect.differences.length > SHOWN,
    unblocks: effect.unblocks,
    applied: effect.applied,
    records: effect.records,
  };
};

/**
 * What an action would do: done as it would be, in a transaction that is undone, with the partitions locked for as long as
 * that takes. At most {@link PREVIEWED} messages; of those that wait behind, as many are applied as that leaves.
 */
export const previewAction = async (
  means: PreviewMeans,
  action: MessageAction,
  seqs: readonly number[],
): Promise<TriedAction> => {
  const chosen = [...new Set(seqs)].sort((a, b) => a - b).slice(0, PREVIEWED);
  for (let tries = 1; ; tries += 1) {
    try {
      await means.store.db.transaction().execute(async (trx) => {
        await sql`select set_config('lock_timeout', ${LOCK_WAIT}, true)`.execute(trx);
        throw new Undone(await look(trx, means, action, chosen));
      });
    } catch (error) {
      if (error instanceof Undone) return error.preview;
      if (!(error instanceof Moved || isCollision(error)) || tries === TRIES) throw error;
      await pause(2 ** tries);
    }
  }
};
