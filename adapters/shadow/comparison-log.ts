import { randomBytes } from 'node:crypto';
import { now, type Clock } from '../../schema/clock';
import type { Store } from '../store';
import { writeComparisons, type Written } from './comparison-rows';
import type { Found } from './found';

/** Findings on their way to the store, written together. */
export interface ComparisonLog {
  /** The finding as it will be known. */
  add(found: Found): Written;
  /** What a finding that was in flight has come to. */
  settle(of: Written, found: Found): void;
  /** Resolves when all that was added before is written. Rejects with what the store threw: then it is lost. */
  flush(): Promise<void>;
}

/** A findings' list that nobody could write must not fill the memory. */
const MOST_WAITING = 5_000;

export const createComparisonLog = (means: {
  readonly store: Store;
  readonly clock: Clock;
  readonly key: Buffer;
  readonly lost: (findings: number) => void;
}): ComparisonLog => {
  const { store, clock, key, lost } = means;
  let waiting = new Map<string, Written>();
  let writing: Promise<void> = Promise.resolve();

  const put = (written: Written): void => {
    if (waiting.size >= MOST_WAITING && !waiting.has(written.id)) lost(1);
    else waiting.set(written.id, written);
  };
  const write = async (): Promise<void> => {
    const batch = [...waiting.values()];
    waiting = new Map();
    try {
      await writeComparisons(store, key, batch);
    } catch (error) {
      lost(batch.length);
      throw error;
    }
  };
  return {
    add: (found) => {
      const written: Written = { id: `cp_${randomBytes(12).toString('base64url')}`, at: now(clock), found, was: null };
      put(written);
      return written;
    },
    settle: (of, found) => {
      const unwritten = waiting.has(of.id);
      put({ ...of, found, was: unwritten ? null : { outcome: of.found.outcome, records: of.found.records } });
    },
    flush: () => {
      writing = writing.catch(() => undefined).then(write);
      return writing;
    },
  };
};
