import type { Kysely } from 'kysely';
import { newerTables, TABLES_CHANNEL, type NewerTables } from './migrate';
import type { Store } from './store';

const AGAIN_MS = 1_000;

/**
 * Watches whether a newer version brings the tables up to date under this process, and tells it once. Looks when it is
 * told of a step, and when notices may have been missed. Gives how to stop watching.
 */
export const watchTables = async (
  store: Store,
  outgrown: (newer: NewerTables) => void,
): Promise<() => Promise<void>> => {
  let over = false;
  let again: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    clearTimeout(again);
    try {
      const newer = await newerTables(store.db as unknown as Kysely<unknown>);
      if (newer === null || over) return;
      over = true;
      outgrown(newer);
    } catch {
      // Not told yet is not told that all is well.
      if (!over) again = setTimeout(() => void look(), AGAIN_MS).unref();
    }
  };
  const stop = await store.listen(TABLES_CHANNEL, () => void look());
  await look();
  return async () => {
    over = true;
    clearTimeout(again);
    await stop();
  };
};
