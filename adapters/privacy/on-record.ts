import type { Ask, Operation } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import { GraphRefusal } from '../../schema/errors';
import type { PersonId } from '../../schema/identifiers';
import type { WhosePrivacy } from '../../schema/privacy';
import type { IdentityIndex } from '../identity';
import { refusalOnRecord, type Recorder } from '../routing';
import { whosePrivacy } from './whose-privacy';

export interface OnRecordMeans {
  readonly identity: Pick<IdentityIndex, 'find'>;
  readonly recorder: Recorder;
}

/** What is put down about people: whose it is, and what the record of reads is told of it. */
export interface PutDown {
  /** What each asker's doings are on record as. */
  readonly operationOf: (ask: Ask) => Operation;
  /** The part of our own store that is asked: 'The store of proxies'. */
  readonly store: string;
  /** What one of them is called: 'proxy'. */
  readonly one: string;
}

/** What wishes and proxies have in common: work in our own store, and each refusal and each doing on record. */
export const createOnRecord = ({ identity, recorder }: OnRecordMeans, { operationOf, store, one }: PutDown) => {
  const own = <T>(ask: Ask, work: Promise<T>): Promise<T> => recorder.own(operationOf(ask), work, store);
  return {
    own,
    done: (ask: Ask, persons: readonly PersonId[], note: string): Promise<void> =>
      recorder.answered({ ask, capability: operationOf(ask), persons, instances: [], note }),
    /** The person meant. Throws GraphRefusal, on record before. */
    meant: (whose: WhosePrivacy, ask: Ask): Promise<PersonIdentity> =>
      own(ask, refusalOnRecord(recorder, { operation: operationOf(ask), ask }, whosePrivacy(identity, whose, ask))),
    /** To be thrown: there is none, or it is another's, in the same words. On record before. */
    notTheirs: async (ask: Ask): Promise<GraphRefusal> => {
      const note = 'not theirs to end';
      await recorder.refused({ ask, capability: operationOf(ask), persons: [], instances: [], note });
      return new GraphRefusal('BAD_USER_INPUT', `id is no ${one} that stands and is yours to end`);
    },
  };
};
