import type { Transaction } from 'kysely';
import type { DomainEvent } from '../../schema/events';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import type { PeopleIndex } from './people-index';

/** One translated message. */
export interface Heard {
  readonly instance: InstanceName;
  readonly feed: string;
  /** The message's place in the order of arrival: the same message, applied again, has the same. */
  readonly seq: number;
  readonly messageId: string;
  readonly heardAt: Instant;
  readonly events: readonly DomainEvent[];
}

export interface Applied {
  /** Whom the message touched: their epochs are raised. */
  readonly people: readonly PersonId[];
}

/**
 * Folds messages into read models. `apply` does all of it in the caller's transaction: keep the events, fold what they
 * touch, write the rows, link the people, raise their epochs. Applied twice, a message has the effect of its last
 * translation, once: that is what replay rests on.
 */
export interface Projector {
  apply(trx: Transaction<Tables>, heard: Heard): Promise<Applied>;
}

export const createProjector = (_means: { readonly people: PeopleIndex }): Projector => ({
  apply: () => Promise.reject(new Error('The projector is not built yet')),
});
