import { now, type Clock } from '../../schema/clock';
import type { Selection } from '../../schema/capabilities';
import { MINUTE, type Instant } from '../../schema/time';
import type { Store } from '../store';
import type { Subjects } from './asked';

/** What is asked of routes that are to move, to be asked again of their candidates. Never what was answered. */
export interface RecordedAsks {
  /** Asked of these routes. */
  add(routes: readonly string[], subjects: Subjects, selection: Selection): void;
  flush(): Promise<void>;
}

/** Different asks between two writes; beyond it they are let go. */
const MOST = 2_000;
/** Kept of one route in a minute: a fortnight of them is far more than a rehearsal repeats. */
const MOST_A_MINUTE = 60;

interface Recorded {
  readonly at: Instant;
  readonly capability: string;
  readonly persons: string[];
  readonly places: string[];
  readonly selection: string;
}

/** Business keys are left out: a visit number is somebody's. Without them the same ask finds more, never less. */
const withoutKeys = ({ window, codes, latest }: Selection): Selection => ({
  ...(window && { window }),
  ...(codes && { codes }),
  ...(latest !== undefined && { latest }),
});

/** The same ask twice between two writes is one. */
export const createRecordedAsks = ({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): RecordedAsks => {
  let asks = new Map<string, Recorded>();
  let minute = 0;
  let kept = new Map<string, number>();

  const isFull = (route: string): boolean => (kept.get(route) ?? 0) >= MOST_A_MINUTE;
  /** Whether any of its routes has room for it in this minute. */
  const hasRoom = (routes: readonly string[]): boolean => {
    const current = Math.floor(clock.millis() / MINUTE);
    if (current !== minute) [minute, kept] = [current, new Map()];
    return asks.size < MOST && !routes.every(isFull);
  };
  return {
    add: (routes, subjects, selection) => {
      // Looked at first: of a busy route most is let go, and should cost its reads nothing.
      if (!hasRoom(routes)) return;
      const recorded = {
        capability: subjects.capability,
        persons: subjects.of === 'people' ? subjects.people.map(({ id }) => id as string) : [],
        places: subjects.of === 'places' ? subjects.places.map(({ organisation, ward }) => `${organisation}|${ward ?? ''}`) : [], // prettier-ignore
        selection: JSON.stringify(withoutKeys(selection)),
      };
      const name = JSON.stringify(recorded);
      if (asks.has(name)) return;
      asks.set(name, { at: now(clock), ...recorded });
      for (const route of routes) kept.set(route, (kept.get(route) ?? 0) + 1);
    },
    flush: async () => {
      const written = [...asks.values()];
      asks = new Map();
      if (written.length > 0) await store.db.insertInto('recorded_ask').values(written).execute();
    },
  };
};
