import type { Transaction } from 'kysely';
import type { MessageAction } from '../../../schema/messages';
import type { Tables } from '../../store';
import { chosenBy } from './chosen';
import { LETS_OTHERS_GO, type Batch } from './effect';
import { followersOf } from './followers';
import { lockPartitions, partitionsOf } from './partitions';

/** What was locked is no longer all that is concerned: it is looked at again. */
export class Moved extends Error {}

/** Locks what these messages and those behind them wait in, and tells how they stand under that lock. */
export const lockChosen = async (
  trx: Transaction<Tables>,
  seqs: readonly number[],
  action: MessageAction,
): Promise<Pick<Batch, 'messages' | 'followers'>> => {
  const followers = () => (LETS_OTHERS_GO.includes(action) ? followersOf(trx, seqs) : Promise.resolve([]));
  const seen = partitionsOf([...(await chosenBy(trx, seqs)), ...(await followers())]);
  await lockPartitions(trx, seen);
  const stand = { messages: await chosenBy(trx, seqs), followers: await followers() };
  const known = new Set(seen.map(({ feed, key }) => `${feed}\n${key}`));
  const all = partitionsOf([...stand.messages, ...stand.followers]);
  if (all.some(({ feed, key }) => !known.has(`${feed}\n${key}`))) throw new Moved();
  return stand;
};
