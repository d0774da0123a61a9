import { now, type Clock } from '../../schema/clock';
import { endMigrationAlert, raiseMigrationAlert, readMigrationAlerts } from '../migration/alerts';
import { rampsNow } from '../shadow';
import type { Store } from '../store';

/** Tells planners of ramps that would not go back by themselves. */
export interface UnwatchedRamps {
  /** Nobody here watches them, for the reason in these words; null when somebody does again. */
  tell(words: string | null): Promise<void>;
}

export const createUnwatchedRamps = ({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): UnwatchedRamps => ({
  tell: async (words) => {
    const ramps = words === null ? [] : (await rampsNow(store)).map(({ route }) => route.id);
    if (words !== null)
      for (const about of ramps)
        await raiseMigrationAlert(store.db, { kind: 'not-watched', about, since: now(clock), words });
    // What is no ramp any more has nothing to go back from.
    for (const { kind, about } of await readMigrationAlerts(store, true))
      if (kind === 'not-watched' && !ramps.includes(about)) await endMigrationAlert(store.db, kind, about, now(clock));
  },
});
