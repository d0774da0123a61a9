import type { InstanceName } from '../../schema/identifiers';
import type { FeedProfile } from '../contract';
import type { Store } from '../store';

/** One sender's stream of messages: a port that it sends to, and how it writes. */
export interface Feed {
  /** Unique; kept with every message: `pas@RWE`. */
  readonly name: string;
  readonly instance: InstanceName;
  readonly profile: FeedProfile;
  /** Feeds of one listener share its port and are told apart by MSH-4; each has its own unless named. */
  readonly listener?: string;
  readonly host: string;
  /** 0 for any. */
  readonly port: number;
}

/** Makes the feeds known to those who ask when they were last heard. */
export const registerFeeds = async (store: Store, feeds: readonly Feed[]): Promise<void> => {
  if (feeds.length === 0) return;
  await store.db
    .insertInto('known_feed')
    .values(feeds.map(({ name, instance }) => ({ name, instance })))
    .onConflict((row) => row.column('name').doUpdateSet((to) => ({ instance: to.ref('excluded.instance') })))
    .execute();
};
