import type { Answer } from '../../schema/answer';
import type { Ask, Capability, PersonCapability, Place, PlaceCapability, Selection } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName } from '../../schema/identifiers';
import type { Route } from '../ledger';
import { GUARD_SETTINGS } from './guard';

/** One instance's answers in a read, as it gave them, before masking; each for one subject. */
export interface InstanceAnswers {
  readonly instance: InstanceName;
  /** The routes for which it was asked. */
  readonly routes: readonly Route[];
  /** Positions among the subjects. */
  readonly at: readonly number[];
  readonly answers: readonly Answer<unknown>[];
  readonly ms: number;
}

interface Read {
  readonly selection: Selection;
  readonly ask: Ask;
  readonly asked: readonly InstanceAnswers[];
}

/** A read through the door, once it was answered. */
export type AnsweredRead = Read &
  (
    | { readonly capability: PersonCapability; readonly people: readonly PersonIdentity[] }
    | { readonly capability: PlaceCapability; readonly places: readonly Place[] }
  );

/**
 * Told of every read after it is on record, off the live path: returns at once, never throws, and keeps no value of a
 * patient longer than it needs to compare it.
 */
export interface DoorObserver {
  answered(read: AnsweredRead): void;
}

/**
 * Whether a system did not answer because nobody waited for it: whoever asked had gone, or others had used up the time.
 * That says nothing of the system, as the guard has it, too.
 */
const isCutShort = ({ signal }: Ask, { answers, ms }: InstanceAnswers): boolean => {
  const failures = answers.flatMap((answer) => (answer.kind === 'failed' ? [answer.error.code] : []));
  const late = failures.length > 0 && failures.every((code) => code === 'SOURCE_TIMEOUT');
  return late && (signal.aborted || ms < GUARD_SETTINGS.fairMs);
};

/**
 * Several observers as one, told of no system that was not given its time. One that throws harms neither the others
 * nor the read.
 */
export const fanOut = (
  observers: readonly (DoorObserver | null)[],
  failed: (error: unknown, capability: Capability) => void,
): DoorObserver => {
  const told = observers.flatMap((observer) => (observer ? [observer] : []));
  return {
    answered: (read) => {
      const fair = { ...read, asked: read.asked.filter((asked) => !isCutShort(read.ask, asked)) };
      for (const observer of told)
        try {
          observer.answered(fair);
        } catch (error) {
          failed(error, read.capability);
        }
    },
  };
};
