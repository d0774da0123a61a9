import type { FeedProfile } from '../contract';
import { identifiersOf, recordIdOf } from '../segments/cx';
import type { Hl7Message, Segment } from '../wire/hl7v2/message';

/** What a message must keep its order with. */
export interface PartitionKey {
  readonly key: string;
  /** As events name the person; null where the key is no person of the sender's own. */
  readonly recordId: string | null;
}

/** Ordinary keys are far shorter; a database key may not be longer than 2,700 bytes. */
const LONGEST = 500;

/** For messages about no person: a feed's stock changes keep their order among themselves. */
const NO_PERSON = 'no-person';

const personIn = (segment: Segment, field: number, profile: FeedProfile): PartitionKey | null => {
  const recordId = recordIdOf(identifiersOf(segment, field, profile));
  if (recordId !== undefined) return { key: recordId.slice(0, LONGEST), recordId: recordId.slice(0, LONGEST) };
  for (let at = 1; at <= segment.repetitions(field); at += 1) {
    const value = segment.text(field, 1, at).trim();
    if (value !== '') return { key: `${segment.text(field, 4, at)}|${value}`.slice(0, LONGEST), recordId: null };
  }
  return null;
};

/**
 * Everyone a message names, by the sender's own primary identifier, sorted: PID-3 of each PID (a bed swap has two) and
 * MRG-1 of each MRG. Read from the message alone, so that order never depends on what the index knew at the time.
 */
export const partitionKeys = (message: Hl7Message, profile: FeedProfile): readonly PartitionKey[] => {
  const keys = new Map<string, PartitionKey>();
  for (const [name, field] of [
    ['PID', 3],
    ['MRG', 1],
  ] as const) {
    for (const segment of message.all(name)) {
      const person = personIn(segment, field, profile);
      if (person !== null) keys.set(person.key, person);
    }
  }
  if (keys.size === 0) return [{ key: NO_PERSON, recordId: null }];
  return [...keys.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
};
