import type { Transaction } from 'kysely';
import type { Clock } from '../../schema/clock';
import type { Translate } from '../contract';
import type { Heard } from '../projections';
import type { Store, Tables } from '../store';
import type { ClientTls } from '../wire/mllp/client';
import type { Feed } from './feed';

/** Folds one message's events, in the transaction that says the message is translated. */
export type Apply = (trx: Transaction<Tables>, heard: Heard) => Promise<unknown>;

/** The same as {@link Apply} one after another, in fewer round trips. */
export type ApplyAll = (trx: Transaction<Tables>, heard: readonly Heard[]) => Promise<unknown>;

/** Where an engineer may send messages again: only what the settings name. */
export interface Destination {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** Plain where not given. */
  readonly tls?: () => ClientTls;
}

/** What it takes to work on the messages of the inbox. */
export interface InboxMeans {
  readonly store: Store;
  readonly feeds: readonly Feed[];
  readonly translateFor: (feed: Feed) => Translate;
  readonly apply: Apply;
  /** One by one where not given. */
  readonly applyAll?: ApplyAll;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** None where not given: then nothing can be sent again. */
  readonly destinations?: readonly Destination[];
}

export interface WorkerMeans extends InboxMeans {
  /** Alerts, retention and unfinished actions beside the messages. On where not said. */
  readonly housekeeping?: boolean;
}
