import type { Ask, Operation } from '../../schema/capabilities';
import { GraphRefusal } from '../../schema/errors';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import type { Recorder } from './recorder';

/** What is put on record beside the answer. */
export interface OnRecord {
  /** How it was looked up; never a value of a person. */
  readonly note: string;
  readonly instances?: readonly InstanceName[];
  readonly persons?: readonly PersonId[];
  readonly unresolved?: number;
}

/**
 * Work whose refusal is on record before it is thrown, by its code: that nobody has the number, or that several do, is an
 * answer to whoever tries numbers.
 */
export const refusalOnRecord = <T>(
  recorder: Recorder,
  { operation, ask }: { readonly operation: Operation; readonly ask: Ask },
  work: Promise<T>,
): Promise<T> =>
  work.catch(async (error: unknown) => {
    if (error instanceof GraphRefusal)
      await recorder.refused({ ask, capability: operation, persons: [], instances: [], note: error.code });
    throw error;
  });

/**
 * Reads, puts on record what `say` tells of the answer, then hands it over. Throws GraphRefusal; one of the read itself is
 * on record first, by its code.
 */
export type RecordedRead = <T>(
  operation: Operation,
  ask: Ask,
  read: () => Promise<T>,
  say: (answer: T) => OnRecord,
) => Promise<T>;

/** For what is no clinical read. `store` names the part of our own store that is read: 'The inbox'. */
export const createRecordedRead =
  (recorder: Recorder, store: string): RecordedRead =>
  async (operation, ask, read, say) => {
    await recorder.authorise(operation, ask);
    const looked = refusalOnRecord(recorder, { operation, ask }, read());
    const answer = await recorder.own(operation, looked, store);
    const { note, instances = [], persons = [], unresolved = 0 } = say(answer);
    await recorder.answered({ ask, capability: operation, persons, unresolved, instances, note });
    return answer;
  };
