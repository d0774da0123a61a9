import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import { now } from '../../../schema/clock';
import type { Tables } from '../../store';
import { isCollision } from '../fault';
import type { Feed } from '../feed';
import { writeHappening } from '../happenings';
import type { InboxMeans } from '../worker-means';
import { finish, lockAction, settleSteps, stepsOf, type ActionRow } from './action-row';
import { chosenBy, contentOf, unfit } from './chosen';
import { outcomeOf, type Sending, type Sent } from './send-again';

export interface ResendMeans extends Pick<InboxMeans, 'store' | 'clock'> {
  readonly feeds: ReadonlyMap<string, Feed>;
  /** Undefined where the settings no longer name the destination. */
  readonly sending: Sending | undefined;
}

interface Taken {
  readonly seq: number;
  readonly bytes: Buffer;
}

const TRIES = 8;

const saidOf = async (trx: Transaction<Tables>, id: number, seq: number): Promise<boolean> => {
  const { rows } = await sql`select 1 from message_happening where action = ${id} and seq = ${seq}`.execute(trx);
  return rows.length > 0;
};

/** What the record says of the sending, in place of that it began; nothing where nothing left. */
const sayInstead = async (trx: Transaction<Tables>, id: number, seq: number, words: string | null): Promise<void> => {
  if (words === null) await sql`delete from message_happening where action = ${id} and seq = ${seq}`.execute(trx);
  else await sql`update message_happening set words = ${words} where action = ${id} and seq = ${seq}`.execute(trx);
};

/**
 * Sends the messages of an action again, one after another: what is to be sent is taken and put on record, sent, and what
 * was answered put on record, so that no transaction is open and nobody's messages stand still while a receiver takes its
 * time. Should the process end in between, the record says that the message was being sent, and whoever goes on does not
 * send it a second time: whether it arrived is for a person to look up.
 */
export const createResendSteps = ({ store, clock, feeds, sending }: ResendMeans) => {
  const inTransaction = async <T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await store.db.transaction().execute(work);
      } catch (error) {
        if (!isCollision(error) || tries >= TRIES) throw error;
        await pause(2 ** tries);
      }
    }
  };

  const notSent = async (trx: Transaction<Tables>, id: number, seq: number, why: string): Promise<'more'> => {
    await settleSteps(trx, id, [seq], new Map([[seq, why]]));
    return 'more';
  };

  const take = (id: number): Promise<Taken | 'more' | 'finished'> =>
    inTransaction(async (trx) => {
      const row = await lockAction(trx, id, true);
      if (row === null) return 'finished';
      const [seq] = await stepsOf(trx, id, 1);
      if (seq === undefined) {
        await finish(trx, id, now(clock));
        return 'finished';
      }
      const name = row.destination ?? '';
      if (await saidOf(trx, id, seq)) {
        const words = `it was being sent to ${name} when the process that sent it ended; whether it arrived is not known`;
        await sayInstead(trx, id, seq, words);
        return notSent(trx, id, seq, words);
      }
      const [message] = await chosenBy(trx, [seq]);
      if (message === undefined) return notSent(trx, id, seq, 'there is no such message');
      const why =
        unfit('resend', message, feeds) ?? (sending === undefined ? `${name} is no longer in the settings` : null);
      if (why !== null) return notSent(trx, id, seq, why);
      // Only of what is to be sent: a content may be large.
      const bytes = await contentOf(trx, seq);
      if (bytes === null) return notSent(trx, id, seq, 'its content was removed');
      const by = { userId: row.user_id, name: row.user_name, reason: row.reason, action: row.id };
      await writeHappening(trx, [seq], { what: 'resent', words: `is being sent to ${name}`, at: now(clock), by });
      return { seq, bytes };
    });

  const tell = (id: number, { destination }: ActionRow, seq: number, sent: Sent): Promise<void> =>
    inTransaction(async (trx) => {
      const { words, arrived, left } = outcomeOf(sent);
      const name = destination ?? '';
      await sayInstead(trx, id, seq, left ? `sent to ${name}: ${words}` : null);
      // Where the lock was lost meanwhile, another process has settled it, and the counts are right.
      const [open] = await stepsOf(trx, id, 1);
      if (open === seq) await settleSteps(trx, id, [seq], arrived ? new Map() : new Map([[seq, `${name}: ${words}`]]));
    });

  /** The next message of an action that this process alone has in hand. */
  return async (row: ActionRow): Promise<'more' | 'finished'> => {
    const taken = await take(row.id);
    if (typeof taken === 'string') return taken;
    if (sending !== undefined) await tell(row.id, row, taken.seq, await sending.send(taken.bytes));
    return 'more';
  };
};
