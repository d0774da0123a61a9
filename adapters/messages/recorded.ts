import type { Ask, Operation } from '../../schema/capabilities';
import { createRecordedRead, type OnRecord, type RecordedRead, type Recorder } from '../routing';

export type { OnRecord };

/** The one place where the inbox authorises and audits: nothing is read unauthorised, nothing answered unrecorded. */
export interface Recorded {
  /** Reads, puts on record what `say` tells of the answer, then hands it over. Throws GraphRefusal. */
  readonly read: RecordedRead;
  /** Throws GraphRefusal FORBIDDEN, once the refusal is on record. */
  allow(operation: Operation, ask: Ask): Promise<void>;
  /** What was authorised and recorded before; a fault of ours is told without its text. */
  done<T>(work: Promise<T>): Promise<T>;
}

export const createRecorded = (recorder: Recorder): Recorded => ({
  read: createRecordedRead(recorder, 'The inbox'),
  allow: (operation, ask) => recorder.authorise(operation, ask),
  done: (work) => recorder.own('message-actions', work, 'The action'),
});
