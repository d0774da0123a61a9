import { bulkhead } from 'cockatiel';
import { now } from '../../../schema/clock';
import { GraphRefusal } from '../../../schema/errors';
import { faultName } from '../../../schema/fault-name';
import type { MessageAction } from '../../../schema/messages';
import { createNudge } from '../nudge';
import { createTranslation, type TranslateBytes } from '../translation';
import type { InboxMeans } from '../worker-means';
import { actionRow, recordOf, writeAction, type ActionRow } from './action-row';
import type { Effect, EffectMeans } from './effect';
import { holdBack } from './hold-back';
import { dismiss, release } from './let-go';
import type { InboxOperations } from './order';
import { previewAction } from './preview';
import { byOneProcess } from './one-process';
import { createResendSteps } from './resend-steps';
import { openSending } from './send-again';
import { createSteps, type Stepped } from './steps';
import { replay } from './translated-again';

export interface RunningOperations extends InboxOperations {
  /** From now on this process goes on with what any process left unfinished. */
  resume(): void;
  /** Resolves when nothing that was begun here is under way. */
  settled(): Promise<void>;
  /** Ends after the messages in hand; what is left is on record, and another process goes on with it. Twice is once. */
  close(): Promise<void>;
}

/** Up to so many are done before the asker is answered. */
const AT_ONCE = 1_000;
/** Messages a transaction. */
const BATCH = 20;
const LOOK_MS = 5_000;

/** Until it is done, or for so long. The work never rejects. */
const upTo = async (waitMs: number, work: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, waitMs);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
};

const EFFECTS: Readonly<Record<Exclude<MessageAction, 'resend'>, Effect>> = {
  release,
  dismiss,
  hold: holdBack,
  replay,
};

/** Each holds a connection to its receiver and one to the store, for as long as the receiver takes. */
const RESENDS_AT_ONCE = 4;

export const createInboxOperations = (means: InboxMeans): RunningOperations => {
  const { store, clock, log, destinations = [] } = means;
  const feeds = new Map(means.feeds.map((feed) => [feed.name, feed]));
  const nudge = createNudge(store);
  // Made when it is needed: a process that only reads need not know every translation.
  let made: TranslateBytes | null = null;
  const translate: TranslateBytes = (feed, bytes) => (made ??= createTranslation(means))(feed, bytes);
  const effectMeans: EffectMeans = { feeds, translate, apply: means.apply };
  const resends = bulkhead(RESENDS_AT_ONCE, Number.POSITIVE_INFINITY);
  const underWay = new Set<Promise<unknown>>();
  let timer: NodeJS.Timeout | null = null;
  let closing = false;

  const kept = <T>(work: Promise<T>): Promise<T> => {
    const one: Promise<unknown> = work.catch(() => undefined).finally(() => underWay.delete(one));
    underWay.add(one);
    return work;
  };

  const resendToEnd = async (row: ActionRow, wait: boolean): Promise<void> => {
    const address = destinations.find(({ name }) => name === row.destination);
    const sending = address && openSending(address);
    const step = createResendSteps({ store, clock, feeds, sending });
    try {
      await byOneProcess(store, row.id, wait, async (lost) => {
        while (!closing && !lost() && (await step(row)) === 'more');
      });
    } finally {
      await sending?.close();
    }
  };

  /** To the end, or until another process has it in hand. */
  const runToEnd = async (id: number, wait: boolean): Promise<void> => {
    const row = await actionRow(store.db, id);
    if (row.action === 'resend') return resends.execute(() => resendToEnd(row, wait));
    const step = createSteps({ ...effectMeans, store, clock, effect: EFFECTS[row.action] });
    let stepped: Stepped = 'more';
    while (stepped === 'more' && !closing) {
      stepped = await step(id, BATCH, wait);
      nudge();
    }
  };

  const inBackground = async (id: number, wait: boolean): Promise<void> => {
    try {
      await runToEnd(id, wait);
    } catch (error) {
      log(`action ac_${id} stands still (${faultName(error)}); what is left of it is on record, and is tried again`);
    }
  };

  const goOn = async (): Promise<void> => {
    const open = await store.db
      .selectFrom('message_action')
      .select('id')
      .where('finished_at', 'is', null)
      .orderBy('id')
      .execute();
    for (const { id } of open) if (!closing) await inBackground(id, false);
  };

  const look = (): void => {
    if (closing) return;
    void kept(
      goOn().catch((error: unknown) => log(`unfinished actions could not be looked for (${faultName(error)})`)),
    ).finally(() => {
      if (closing) return;
      timer = setTimeout(look, LOOK_MS);
      timer.unref();
    });
  };

  return {
    destinations: () => destinations.map(({ name }) => name),
    preview: (action, seqs) => previewAction({ ...effectMeans, store }, action, seqs),
    run: async (order) => {
      if (closing) throw new GraphRefusal('BAD_USER_INPUT', 'This process is stopping; nothing was done');
      const id = await writeAction(store, order, now(clock));
      const work = kept(inBackground(id, true));
      if (order.seqs.length <= AT_ONCE) await (order.waitMs === undefined ? work : upTo(order.waitMs, work));
      return recordOf(await actionRow(store.db, id));
    },
    resume: () => {
      if (timer === null) look();
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: async () => {
      closing = true;
      if (timer !== null) clearTimeout(timer);
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
};
