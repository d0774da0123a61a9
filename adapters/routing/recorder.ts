import type { Policy } from '../access';
import type { Audit, ReadRecord } from '../audit';
import type { Ask, Capability, Operation } from '../../schema/capabilities';
import { GraphRefusal } from '../../schema/errors';
import type { DoorMetrics } from './metrics';

/** The two promises every read keeps: nobody reads what they may not, and nothing is answered that is not recorded. */
export interface Recorder {
  /** Throws GraphRefusal FORBIDDEN, once the refusal is on record. */
  authorise(what: Capability | Operation, ask: Ask): Promise<void>;
  /** As `authorise`, for a list by place. */
  authoriseList(what: Capability, ask: Ask): Promise<void>;
  /** Resolves when the row is committed; throws GraphRefusal INTERNAL when it could not be, and nothing may be answered. */
  answered(read: Omit<ReadRecord, 'outcome'>): Promise<void>;
  /** As `answered`, for what was asked and refused: to have looked is on record, too. */
  refused(read: Omit<ReadRecord, 'outcome'>): Promise<void>;
  /** A fault of our own store, told without its text. `what`: the part of it that was read. */
  own<T>(capability: Capability | Operation, work: Promise<T>, what?: string): Promise<T>;
}

export const createRecorder = (audit: Audit, policy: Policy, metrics: DoorMetrics): Recorder => {
  const record = async (read: ReadRecord): Promise<void> => {
    try {
      await audit.recordRead(read);
    } catch (error) {
      metrics.unexpected?.(error, { capability: read.capability });
      throw new GraphRefusal('INTERNAL', 'The read could not be recorded, so nothing is answered.', undefined, error);
    }
  };
  const refuseFor = async (reason: string | null, capability: Capability | Operation, ask: Ask): Promise<void> => {
    if (reason === null) return;
    await record({ ask, capability, persons: [], instances: [], outcome: 'refused', note: reason });
    throw new GraphRefusal('FORBIDDEN', reason);
  };
  return {
    authorise: (what, ask) => refuseFor(policy.refusalOf(ask.viewer, ask.purpose, what), what, ask),
    authoriseList: (what, ask) => {
      const { viewer, purpose } = ask;
      return refuseFor(policy.refusalOf(viewer, purpose, what) ?? policy.listRefusalOf(viewer.role, what), what, ask);
    },
    answered: (read) => record({ ...read, outcome: 'answered' }),
    refused: (read) => record({ ...read, outcome: 'refused' }),
    own: async (capability, work, what = 'The index of people') => {
      try {
        return await work;
      } catch (error) {
        if (error instanceof GraphRefusal) throw error;
        metrics.unexpected?.(error, { capability });
        throw new GraphRefusal('INTERNAL', `${what} could not be read.`, undefined, error);
      }
    },
  };
};
