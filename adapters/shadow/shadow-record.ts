import type { Capability, Place } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import { instanceParts, type InstanceName, type PersonId } from '../../schema/identifiers';
import type { IdentityIndex } from '../identity';
import { CAUSEWAY } from '../ledger';
import type { Recorder } from '../routing';
import { findSubjects } from '../routing/subjects';
import type { AskSystem } from './ask-system';
import { systemAsk } from './system-ask';

/** Who was read off the live path, gathered in memory and put on record together, a second's worth in one row. */
export interface ShadowRecord {
  /** The same asks, with everybody in their answers remembered. */
  readonly asking: AskSystem;
  /**
   * Resolves when all that was read before is on record. Rejects where it could not be: then nothing is forgotten, and the
   * next flush tries again.
   */
  flush(): Promise<void>;
}

interface Read {
  readonly capability: Capability;
  readonly instance: InstanceName;
  readonly persons: Set<PersonId>;
  readonly places: Map<string, Place>;
  asks: number;
  unresolved: number;
}

export interface ShadowRecordMeans {
  readonly askSystem: AskSystem;
  readonly index: Pick<IdentityIndex, 'bySubjects'>;
  readonly recorder: Pick<Recorder, 'answered'>;
  readonly clock: Clock;
  readonly deadlineMs: number;
}

/**
 * Puts on record, as Causeway's own, whom comparing read: the live read's row names those whom its own system told of,
 * and the other system may tell of others.
 */
export const createShadowRecord = (means: ShadowRecordMeans): ShadowRecord => {
  const { askSystem, index, recorder, clock, deadlineMs } = means;
  const waiting = new Map<string, Read>();
  const readOf = (instance: InstanceName, capability: Capability): Read => {
    const key = `${instance} ${capability}`;
    const read = waiting.get(key) ?? {
      ...{ capability, instance, persons: new Set(), places: new Map(), asks: 0, unresolved: 0 },
    };
    waiting.set(key, read);
    return read;
  };

  const put = async (read: Read): Promise<void> => {
    const { organisation } = instanceParts(read.instance);
    await recorder.answered({
      ...{ ask: systemAsk('Shadow', organisation, clock, deadlineMs), capability: read.capability },
      ...{ persons: [...read.persons], places: [...read.places.values()], unresolved: read.unresolved },
      ...{ instances: [read.instance], note: `compared with what another system says: ${read.asks} asks` },
    });
  };

  const putAll = async (): Promise<void> => {
    for (const [key, read] of [...waiting]) {
      waiting.delete(key);
      try {
        await put(read);
      } catch (error) {
        const since = readOf(read.instance, read.capability);
        for (const id of read.persons) since.persons.add(id);
        for (const [of, place] of read.places) since.places.set(of, place);
        since.asks += read.asks;
        since.unresolved += read.unresolved;
        throw error;
      }
    }
  };
  let putting: Promise<void> = Promise.resolve();

  return {
    asking: async (instance, subjects, selection, ask) => {
      const { capability } = subjects;
      const isOwn = ask.viewer.userId === CAUSEWAY.userId;
      if (subjects.of === 'people') {
        // Probes and rehearsals are on record by name before they are asked.
        if (!isOwn) {
          const read = readOf(instance, capability);
          read.asks += 1;
          for (const { id } of subjects.people) read.persons.add(id);
        }
        return askSystem(instance, subjects, selection, ask);
      }
      const answered = await askSystem(instance, subjects, selection, ask);
      const { people, unresolved } = await findSubjects(answered.answers, (of) => index.bySubjects(of));
      const read = readOf(instance, capability);
      read.asks += 1;
      read.unresolved += unresolved;
      for (const { id } of people) read.persons.add(id);
      for (const place of subjects.places) read.places.set(`${place.organisation}|${place.ward ?? ''}`, place);
      return answered;
    },
    // One after the other: whoever flushes beside another would hear that all is on record while some of it is not yet.
    flush: () => {
      putting = putting.catch(() => undefined).then(putAll);
      return putting;
    },
  };
};
