import type { Ask, Operation } from '../../schema/capabilities';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import type { Recorder } from '../routing';

/** What is put on record beside the answer. */
export interface OnRecord {
  /** How it was looked up; never a value of a person. */
  readonly note: string;
  readonly instances?: readonly InstanceName[];
  readonly persons?: readonly PersonId[];
  readonly unresolved?: number;
}

/** The one place where the inbox authorises and audits: nothing is read unauthorised, nothing answered unrecorded. */
export interface Recorded {
  /** Reads, puts on record what `say` tells of the answer, then hands it over. Throws GraphRefusal. */
  read<T>(operation: Operation, ask: Ask, read: () => Promise<T>, say: (answer: T) => OnRecord): Promise<T>;
  /** Throws GraphRefusal FORBIDDEN, once the refusal is on record. */
  allow(operation: Operation, ask: Ask): Promise<void>;
  /** What was authorised and recorded before; a fault of ours is told without its text. */
  done<T>(work: Promise<T>): Promise<T>;
}

export const createRecorded = (recorder: Recorder): Recorded => ({
  read: async (operation, ask, read, say) => {
    await recorder.authorise(operation, ask);
    const answer = await recorder.own(operation, read(), 'The inbox');
    const { note, instances = [], persons = [], unresolved = 0 } = say(answer);
    await recorder.answered({ ask, capability: operation, persons, unresolved, instances, note });
    return answer;
  },
  allow: (operation, ask) => recorder.authorise(operation, ask),
  done: (work) => recorder.own('message-actions', work, 'The action'),
});
