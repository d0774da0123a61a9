import type { Kysely } from 'kysely';
import type { Freeze } from '../../schema/migration/route-moves';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import { freezesFrom } from './freezes';
import { waitingLoosenings } from './loosenings';

/** Freezes that stand at a moment or are to come, each with what waits to end it; those that begin first first. */
export const toldFreezes = async (db: Kysely<Tables>, at: Instant): Promise<readonly Freeze[]> => {
  const waiting = await waitingLoosenings(db);
  return (await freezesFrom(db, at)).map((freeze) => ({
    ...freeze,
    ending:
      waiting.find(({ loosening }) => loosening.what === 'freezes' && loosening.ids.includes(freeze.id))?.waiting ??
      null,
  }));
};
