import type { FeedProfile } from '../contract';
import { identifiersOf, recordIdOf } from '../segments/cx';
import type { Hl7Message, Segment } from '../wire/hl7v2/message';
import { isHeartbeat } from './verdict';

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

/** That a sender is there keeps no order with what it tells: behind a held stock change it would be taken for silence. */
const HEARTBEAT = 'heartbeat';

const named = (recordId: string): PartitionKey => {
  const key = recordId.slice(0, LONGEST);
  return { key, recordId: key };
};

const personIn = (segment: Segment, field: number, profile: FeedProfile): readonly PartitionKey[] => {
  const recordId = recordIdOf(identifiersOf(segment, field, profile));
  if (recordId !== undefined) return [named(recordId)];
  for (let at = 1; at <= segment.repetitions(field); at += 1) {
    const value = segment.text(field, 1, at).trim();
    if (value !== '') return [{ key: `${segment.text(field, 4, at)}|${value}`.slice(0, LONGEST), recordId: null }];
  }
  return [];
};

/** A merge retires every number that MRG-1 gives, a parting (A37) parts every one of both its PID-3. */
const everyRecordIn = (segment: Segment, field: number, profile: FeedProfile): readonly PartitionKey[] =>
  identifiersOf(segment, field, profile).hospital.map(({ system, value }) => named(`${system}|${value}`));

/**
 * Everyone a message names, by the sender's own primary identifier, sorted: PID-3 of each PID (a bed swap has two) and
 * MRG-1 of each MRG; by all of the sender's own where all of them are merged or parted. Read from the message alone, so that order never depends on what the index knew at the time.
 */
export const partitionKeys = (message: Hl7Message, profile: FeedProfile): readonly PartitionKey[] => {
  if (isHeartbeat(message)) return [{ key: HEARTBEAT, recordId: null }];
  const keys = new Map<string, PartitionKey>();
  const pids = message.all('PID').map((segment) => ({ segment, field: 3, all: message.triggerEvent === 'A37' }));
  const mrgs = message.all('MRG').map((segment) => ({ segment, field: 1, all: true }));
  for (const { segment, field, all } of [...pids, ...mrgs])
    for (const person of [...personIn(segment, field, profile), ...(all ? everyRecordIn(segment, field, profile) : [])])
      keys.set(person.key, person);
  if (keys.size === 0) return [{ key: NO_PERSON, recordId: null }];
  return [...keys.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
};
