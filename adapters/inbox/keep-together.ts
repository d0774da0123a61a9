import type { Store } from '../store';
import { isCollision, isPassing } from './fault';
import { keepAll, keepRepeat } from './keep';
import type { Kept, Place } from './keep';

/** Keeps one message: on disk when it resolves. Rejects when it is not known to be. */
export type Keep = (one: Kept) => Promise<Place>;

/** A statement stays short, and so does what fails with it. */
const MOST_TOGETHER = 32;
/** While one statement is being committed the next can be under way; more of them only share the same messages out. */
const UNDER_WAY = 2;

interface Waiting {
  readonly one: Kept;
  readonly resolve: (place: Place) => void;
  readonly reject: (error: unknown) => void;
}

const tells = ({ feed, contentHash, header }: Kept): readonly [string, string] => [
  `${feed} ${contentHash.toString('latin1')}`,
  `${feed} control id ${header.controlId}`,
];

/**
 * Messages that arrive while others are being committed are committed together, next: what a commit costs is then shared
 * by all connections that wait for one. Each is acknowledged only after its own commit. Where several cannot be kept
 * together, each is tried by itself, so that one which the store does not take stands in nobody's way.
 *
 * For one feed: feeds never wait for each other.
 */
export const createKeep = (store: Store): Keep => {
  let waiting: Waiting[] = [];
  let underWay = 0;
  let gathering = false;
  /** What the statements under way tell of: a later one of the same bytes or control id could not see them yet. */
  const underWayTells = new Set<string>();

  /** Those that can go together: two of the same bytes or control id go one after another, so that the later sees the earlier. */
  const take = (): readonly Waiting[] => {
    const told = new Set(underWayTells);
    const taken: Waiting[] = [];
    const left: Waiting[] = [];
    for (const next of waiting) {
      const tell = tells(next.one);
      const fits = taken.length < MOST_TOGETHER && tell.every((each) => !told.has(each));
      (fits ? taken : left).push(next);
      for (const each of tell) told.add(each);
    }
    waiting = left;
    return taken;
  };

  /** By itself: the others of its statement are on disk, whatever becomes of it. */
  const keepAgain = async ({ one, resolve, reject }: Waiting): Promise<void> => {
    try {
      resolve(await keepRepeat(store, one));
    } catch (error) {
      reject(error);
    }
  };

  const keepTogether = async (taken: readonly Waiting[]): Promise<void> => {
    try {
      const places = await keepAll(
        store,
        taken.map(({ one }) => one),
      );
      const again: Waiting[] = [];
      for (const [at, one] of taken.entries()) {
        const place = places[at] ?? null;
        if (place === null) again.push(one);
        else one.resolve(place);
      }
      for (const one of again) await keepAgain(one);
    } catch (error) {
      // A store that cannot be reached cannot be reached one by one either.
      if (taken.length === 1 || (isPassing(error) && !isCollision(error))) {
        for (const { reject } of taken) reject(error);
        return;
      }
      for (const one of taken) await keepTogether([one]);
    }
  };

  const go = async (): Promise<void> => {
    underWay += 1;
    // What cannot go yet waits for a statement that is under way, and goes when that one is done.
    for (let taken = take(); taken.length > 0; taken = take()) {
      const own = taken.flatMap(({ one }) => tells(one));
      for (const tell of own) underWayTells.add(tell);
      await keepTogether(taken);
      for (const tell of own) underWayTells.delete(tell);
    }
    underWay -= 1;
  };

  /** All that arrives in one turn of the event loop goes together: the first of it would else go alone. */
  const gather = (): void => {
    if (gathering || underWay >= UNDER_WAY) return;
    gathering = true;
    setImmediate(() => {
      gathering = false;
      void go();
    });
  };

  return (one) =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject });
      gather();
    });
};
