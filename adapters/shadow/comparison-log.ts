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
  /** Resolves when all that was added before is written. Rejects with what the store threw: then the next flush tries again. */
  flush(): Promise<void>;
}

/** A findings' list that nobody could write must not fill the memory. */
const MOST_WAITING = 5_000;
/** Written together: with fifty differences each they stay below what one statement may hold (65,535 values). */
const WRITTEN_TOGETHER = 100;
/** A finding that was refused so often, with a pause between, is what the store will never take. */
const MOST_TRIES = 60;

interface Waiting {
  readonly written: Written;
  readonly tries: number;
}

const inChunks = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

export const createComparisonLog = (means: {
  readonly store: Store;
  readonly clock: Clock;
  readonly key: Buffer;
  /** Told of the route of each finding that is given up. */
  readonly lost: (route: string) => void;
}): ComparisonLog => {
  const { store, clock, key, lost } = means;
  let waiting = new Map<string, Waiting>();
  let writing: Promise<void> = Promise.resolve();

  const put = (one: Waiting): void => {
    if (waiting.size >= MOST_WAITING && !waiting.has(one.written.id)) lost(one.written.found.route.id);
    else waiting.set(one.written.id, one);
  };
  const putBack = ({ written, tries }: Waiting): void => {
    const newer = waiting.get(written.id);
    // What it came to while this was tried counts in its place, from what stands in the store.
    if (newer) put({ ...newer, written: { ...newer.written, was: written.was } });
    else if (tries < MOST_TRIES) put({ written, tries: tries + 1 });
    else lost(written.found.route.id);
  };
  const write = async (): Promise<void> => {
    const chunks = inChunks([...waiting.values()], WRITTEN_TOGETHER);
    waiting = new Map();
    let fault: unknown = null;
    for (const chunk of chunks)
      try {
        await writeComparisons(
          store,
          key,
          chunk.map(({ written }) => written),
        );
      } catch (error) {
        fault = error;
        chunk.forEach(putBack);
      }
    if (fault !== null) throw fault;
  };
  return {
    add: (found) => {
      const written: Written = { id: `cp_${randomBytes(12).toString('base64url')}`, at: now(clock), found, was: null };
      put({ written, tries: 1 });
      return written;
    },
    settle: (of, found) => {
      const unwritten = waiting.get(of.id);
      const was = unwritten ? unwritten.written.was : { outcome: of.found.outcome, records: of.found.records };
      put({ written: { ...of, found, was }, tries: 1 });
    },
    flush: () => {
      writing = writing.catch(() => undefined).then(write);
      return writing;
    },
  };
};
