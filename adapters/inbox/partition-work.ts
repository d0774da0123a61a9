import type { Transaction } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import { now } from '../../schema/clock';
import type { Tables } from '../store';
import { oweApplicationAcknowledgements } from './application-acknowledgement';
import { claim, claimAgain, recount, waitingIn } from './claim';
import type { Claimed, PartitionName, Waiting } from './claim';
import { isCollision, isPassing } from './fault';
import type { Feed } from './feed';
import { heardFrom } from './heard-from';
import { readyInOthers } from './other-partitions';
import { hold, leaveQueue, postpone, settleTranslated } from './outcomes';
import type { Translated } from './outcomes';
import { MessageFault, settleFault } from './settle-fault';
import { createSurge } from './surge';
import { createTranslation } from './translation';
import type { InboxMeans } from './worker-means';

/** Messages a transaction. */
const BATCH = 20;
const COLLISIONS = 8;

/**
 * `worked`: there may be more. `caught-up`: everything was taken that could be. `yield`: something waits, but for what
 * somebody else has in hand.
 */
export type Step = 'worked' | 'caught-up' | 'yield' | 'idle';

const BEHIND = {
  hl7: '206',
  at: '',
  reason: 'an earlier message of a person it also names is held; this one waits for that',
} as const;

/** Translates what waits in one partition after another, in order of arrival within each. */
export const createPartitionWork = (means: InboxMeans): { step(): Promise<Step> } => {
  const { store, apply, clock, log } = means;
  const feeds = new Map(means.feeds.map((feed) => [feed.name, feed]));
  const translate = createTranslation(means);
  const surge = createSurge(means, translate);
  /** Partitions found waiting for others in this process's last looks. */
  let deferred: readonly Claimed[] = [];

  /** What one message led to. `later` and `blocked` end the batch: before it, and with it. */
  const handle = async (
    trx: Transaction<Tables>,
    feed: Feed,
    claimed: Claimed,
    waiting: Waiting,
  ): Promise<Translated | 'held' | 'blocked' | 'later'> => {
    const { whenHeld } = feed.profile;
    const readiness = await readyInOthers(trx, claimed, waiting);
    if (readiness.kind === 'later') {
      if (readiness.notBefore !== null && readiness.notBefore > now(clock))
        await postpone(trx, claimed, readiness.notBefore);
      return 'later';
    }
    if (readiness.kind === 'blocked') {
      await hold(trx, feed.name, waiting, { ...BEHIND, behind: readiness.by }, whenHeld, { at: now(clock) });
      return 'blocked';
    }
    const translation = translate(feed, waiting.bytes);
    if (translation.kind === 'refused') {
      await hold(trx, feed.name, waiting, translation.refusal, whenHeld, { at: now(clock) });
      log(`${feed.name}: message ${waiting.seq} is held: ${translation.refusal.reason}`);
      return whenHeld === 'wait' ? 'blocked' : 'held';
    }
    const heard = heardFrom({ ...waiting, instance: feed.instance, feed: feed.name }, translation.events);
    await apply(trx, { ...heard, isNew: waiting.translated_at === null });
    return { seq: waiting.seq, notes: translation.notes };
  };

  /** Messages of a claimed partition, in order. False when none could go. */
  const work = async (trx: Transaction<Tables>, claimed: Claimed, batch: readonly Waiting[]): Promise<boolean> => {
    const feed = feeds.get(claimed.feed);
    if (feed === undefined || batch.length === 0) {
      await recount(trx, claimed);
      return true;
    }
    const translated: Translated[] = [];
    const done: number[] = [];
    for (const [at, waiting] of batch.entries()) {
      let outcome: Awaited<ReturnType<typeof handle>>;
      try {
        outcome = await handle(trx, feed, claimed, waiting);
      } catch (error) {
        throw new MessageFault(claimed, waiting, at, error);
      }
      if (outcome === 'later') break;
      done.push(waiting.seq);
      if (outcome === 'blocked') break;
      if (outcome !== 'held') translated.push(outcome);
    }
    await settleTranslated(trx, feed.name, translated, now(clock));
    await leaveQueue(trx, feed.name, done);
    await oweApplicationAcknowledgements(trx, feed, batch.slice(0, done.length), now(clock));
    return done.length > 0;
  };

  /**
   * Claims and works in one transaction. What fails at the end of it, as deferred constraints do, is put down to its
   * first message, which is then tried alone.
   */
  const attempt = async (
    limit: number,
    take: (trx: Transaction<Tables>) => Promise<Claimed | null>,
  ): Promise<{ readonly claimed: Claimed; readonly progress: boolean } | null> => {
    let claimed: Claimed | null = null;
    let batch: readonly Waiting[] = [];
    try {
      return await store.repeated.transaction().execute(async (trx) => {
        claimed = await take(trx);
        if (claimed === null) return null;
        batch = await waitingIn(trx, claimed, limit);
        return { claimed, progress: await work(trx, claimed, batch) };
      });
    } catch (error) {
      const [first] = batch;
      if (claimed === null || first === undefined) throw error;
      if (error instanceof MessageFault) throw error;
      if (isPassing(error)) throw error;
      throw new MessageFault(claimed, first, batch.length > 1 ? 1 : 0, error);
    }
  };

  /** After a collision again at once; after any other fault what went well first, then the one that failed. */
  const recover = async (fault: MessageFault): Promise<boolean> => {
    const { claimed } = fault;
    let last = fault;
    for (let tries = 0; tries < COLLISIONS; tries += 1) {
      const collision = isCollision(last.cause);
      if (!collision && last.before === 0) break;
      if (collision) await pause(2 ** tries);
      try {
        const again = await attempt(collision ? BATCH : last.before, (trx) => claimAgain(trx, claimed));
        return again?.progress ?? false;
      } catch (error) {
        if (!(error instanceof MessageFault)) throw error;
        last = error;
      }
    }
    const feed = feeds.get(claimed.feed);
    if (feed !== undefined) await settleFault(means, feed, last);
    return true;
  };

  const claimNext = async (): Promise<{ readonly claimed: Claimed; readonly progress: boolean } | null> => {
    try {
      return await attempt(BATCH, (trx) => claim(trx, [...feeds.keys()], now(clock), deferred));
    } catch (error) {
      if (!(error instanceof MessageFault)) throw error;
      return { claimed: error.claimed, progress: await recover(error) };
    }
  };

  /** One partition by itself, whatever stands in its way. False when it could not be had. */
  const workAlone = async (partition: PartitionName): Promise<boolean> => {
    try {
      return (await attempt(BATCH, (trx) => claimAgain(trx, partition)))?.progress ?? false;
    } catch (error) {
      if (!(error instanceof MessageFault)) throw error;
      return recover(error);
    }
  };

  /** Many partitions together; where that fails, each of them by itself. Null when none is free to go. */
  const workTogether = async (): Promise<'worked' | 'caught-up' | null> => {
    let claimed: readonly PartitionName[] = [];
    let alone: readonly PartitionName[];
    let progress = false;
    let full = true;
    try {
      const surged = await surge((partitions) => {
        claimed = partitions;
      });
      if (surged === null) return null;
      ({ alone, full } = surged);
      progress = surged.done > 0;
    } catch (error) {
      if (claimed.length === 0) throw error;
      alone = claimed;
    }
    let fault: unknown = null;
    for (const partition of alone) {
      try {
        progress = (await workAlone(partition)) || progress;
      } catch (error) {
        // One that cannot even be set aside must not keep the others waiting; a store that is gone fails them all.
        if (isPassing(error) && !isCollision(error)) throw error;
        fault = error;
      }
    }
    if (fault !== null && !progress) throw fault;
    if (!progress) return null;
    return full || alone.length > 0 ? 'worked' : 'caught-up';
  };

  return {
    step: async () => {
      try {
        const together = await workTogether();
        if (together !== null) return together;
      } catch (error) {
        if (isCollision(error)) return 'yield';
        throw error;
      }
      let done: Awaited<ReturnType<typeof claimNext>>;
      try {
        done = await claimNext();
      } catch (error) {
        if (isCollision(error)) return 'yield';
        throw error;
      }
      if (done === null) {
        if (deferred.length === 0) return 'idle';
        deferred = [];
        return 'yield';
      }
      deferred = done.progress ? [] : [...deferred, done.claimed];
      return 'worked';
    },
  };
};
