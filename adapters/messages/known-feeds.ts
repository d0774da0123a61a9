import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { refuseInput } from '../../schema/errors';
import type { MessageFilter } from '../../schema/messages';
import type { Tables } from '../store';

/**
 * Throws GraphRefusal BAD_USER_INPUT for a feed that is not in the settings and that no message ever came on: that
 * nothing is held there would be read of the feed that was meant.
 */
export const refuseUnknownFeeds = async (db: Kysely<Tables>, { feeds = [] }: MessageFilter): Promise<void> => {
  if (feeds.length === 0) return;
  const { rows } = await sql`select from unnest(${feeds}::text[]) as named (name)
    where not exists (select from known_feed as k where k.name = named.name)
      and not exists (select from message as m where m.feed = named.name)`.execute(db);
  if (rows.length > 0) refuseInput('feeds names one that is not known');
};
