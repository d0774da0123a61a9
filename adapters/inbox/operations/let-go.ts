import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Tables } from '../../store';
import { oweApplicationAcknowledgements } from '../application-acknowledgement';
import { writeHappening } from '../happenings';
import { contentOf } from './chosen';
import { ALL_DONE, type Batch, type Effect, type EffectMeans, type NotDone } from './effect';
import type { Follower } from './followers';
import { partitionsOf, returnToQueue, settlePartitions } from './partitions';

const receivedAgain = async (trx: Transaction<Tables>, seqs: readonly number[]): Promise<void> => {
  await sql`update message set state = 'received', reason = null, failing_since = null, attempts = 0
    where seq = any(${seqs}::bigint[])`.execute(trx);
};

/** Those that waited behind messages that are now dealt with, each told which. */
const tellFollowers = async (
  trx: Transaction<Tables>,
  followers: readonly Follower[],
  became: 'released' | 'dismissed',
  { at, by }: Batch,
): Promise<void> => {
  const told = new Map<number, number[]>();
  for (const { seq, behind } of followers) told.set(behind, [...(told.get(behind) ?? []), seq]);
  for (const [behind, seqs] of told)
    await writeHappening(trx, seqs, {
      ...{ what: 'released', at, by },
      words: `m_${behind}, which it waited behind, was ${became}`,
    });
};

/**
 * Held messages are tried again, each at its own place and as if for the first time: how often it failed before somebody
 * acted, and how long it would have waited for the next try, is over. What waits behind them goes on after them. One that only waits
 * behind another that stays held would be held again at once, and is left.
 */
export const release: Effect = async (trx, batch, { feeds }) => {
  const going = new Set([...batch.messages, ...batch.followers].map(({ seq }) => seq));
  const behind = new Map(
    batch.messages.flatMap(({ seq, reason }) => (reason?.behind === undefined ? [] : [[seq, reason.behind] as const])),
  );
  const { rows } = await sql<{ seq: number }>`
    select seq from message where seq = any(${[...behind.values()]}::bigint[]) and state = 'held'`.execute(trx);
  const stay = new Set(rows.map(({ seq }) => seq).filter((seq) => !going.has(seq)));
  const notDone = new Map<number, string>();
  for (const { seq } of batch.messages) {
    const first = behind.get(seq);
    if (first !== undefined && (stay.has(first) || notDone.has(first)))
      notDone.set(seq, `it waits behind m_${first}, which is held: it goes on by itself after that one`);
  }
  const released = batch.messages.filter(({ seq }) => !notDone.has(seq));
  // Those behind what is left stay with it.
  const left = new Set(notDone.keys());
  const followers = batch.followers.filter(({ seq, behind: first }) => {
    if (left.has(first)) left.add(seq);
    return !left.has(first);
  });
  const seqs = [...released, ...followers].map(({ seq }) => seq);
  await receivedAgain(trx, seqs);
  await settlePartitions(trx, partitionsOf([...released, ...followers]), feeds);
  await writeHappening(
    trx,
    released.map(({ seq }) => seq),
    { what: 'released', words: 'it waits again, at its own place', at: batch.at, by: batch.by },
  );
  await tellFollowers(trx, followers, 'released', batch);
  await returnToQueue(trx, seqs);
  return notDone;
};

/**
 * Held messages are set aside for good; what waited behind them goes on. A sender who asked what would become of one and
 * was told nothing yet, because an engineer held it back, is told now.
 */
export const dismiss = async (trx: Transaction<Tables>, batch: Batch, { feeds }: EffectMeans): Promise<NotDone> => {
  const { messages, followers, at, by } = batch;
  const seqs = messages.map(({ seq }) => seq);
  await sql`update message set state = 'superseded', failing_since = null where seq = any(${seqs}::bigint[])`.execute(
    trx,
  );
  const going = followers.map(({ seq }) => seq);
  await receivedAgain(trx, going);
  await settlePartitions(trx, partitionsOf([...messages, ...followers]), feeds);
  await writeHappening(trx, seqs, { what: 'dismissed', words: 'it is set aside for good', at, by });
  await tellFollowers(trx, followers, 'dismissed', batch);
  for (const { seq, feed: name } of messages) {
    const feed = feeds.get(name);
    const bytes = await contentOf(trx, seq);
    if (feed !== undefined && bytes !== null) await oweApplicationAcknowledgements(trx, feed, [{ seq, bytes }], at);
  }
  await returnToQueue(trx, going);
  return ALL_DONE;
};
