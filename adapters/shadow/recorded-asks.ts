import { now, type Clock } from '../../schema/clock';
import type { Selection } from '../../schema/capabilities';
import type { Instant } from '../../schema/time';
import type { Store } from '../store';
import type { Subjects } from './asked';

/** What is asked of routes that are to move, to be asked again of their candidates. Never what was answered. */
export interface RecordedAsks {
  add(subjects: Subjects, selection: Selection): void;
  flush(): Promise<void>;
}

/** Different asks between two writes; beyond it they are let go. */
const MOST = 2_000;

interface Recorded {
  readonly at: Instant;
  readonly capability: string;
  readonly persons: string[];
  readonly places: string[];
  readonly selection: string;
}

/** Business keys are left out: a visit number is somebody's. Without them the same ask finds more, never less. */
const kept = ({ window, codes, latest }: Selection): Selection => ({
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
  return {
    add: (subjects, selection) => {
      const recorded = {
        capability: subjects.capability,
        persons: subjects.of === 'people' ? subjects.people.map(({ id }) => id as string) : [],
        places: subjects.of === 'places' ? subjects.places.map(({ organisation, ward }) => `${organisation}|${ward ?? ''}`) : [], // prettier-ignore
        selection: JSON.stringify(kept(selection)),
      };
      const name = JSON.stringify(recorded);
      if (asks.size < MOST && !asks.has(name)) asks.set(name, { at: now(clock), ...recorded });
    },
    flush: async () => {
      const written = [...asks.values()];
      asks = new Map();
      if (written.length > 0) await store.db.insertInto('recorded_ask').values(written).execute();
    },
  };
};
