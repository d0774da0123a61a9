import type { Transaction } from 'kysely';
import type { MessageAction } from '../../../schema/messages';
import type { Instant } from '../../../schema/time';
import type { Tables } from '../../store';
import type { Feed } from '../feed';
import type { NewHappening } from '../happenings';
import type { TranslateBytes } from '../translation';
import type { InboxMeans } from '../worker-means';
import type { Chosen } from './chosen';
import type { Follower } from './followers';

/** Messages of one action that are dealt with in one transaction, their partitions locked. */
export interface Batch {
  /** The action applies to each of them, by its state. In order of arrival. */
  readonly messages: readonly Chosen[];
  /** Those that go on by themselves when these are dealt with. */
  readonly followers: readonly Follower[];
  readonly at: Instant;
  readonly by: NonNullable<NewHappening['by']>;
}

export interface EffectMeans extends Pick<InboxMeans, 'apply'> {
  readonly feeds: ReadonlyMap<string, Feed>;
  readonly translate: TranslateBytes;
}

/** Why each message that it was not done to was left as it was. */
export type NotDone = ReadonlyMap<number, string>;

export const ALL_DONE: NotDone = new Map();

/** What an action does to messages, in a transaction. What it throws undoes all of it. */
export type Effect = (trx: Transaction<Tables>, batch: Batch, means: EffectMeans) => Promise<NotDone>;

/** Actions after which what is held behind their messages goes on by itself. */
export const LETS_OTHERS_GO: readonly MessageAction[] = ['release', 'dismiss'];
