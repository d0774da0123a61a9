import { sql } from 'kysely';
import type { InstanceName } from '../../schema/identifiers';
import type { FeedProfile } from '../contract';
import type { ClientTls } from '../wire/mllp/client';
import type { ListenerTls } from '../wire/mllp/listener-security';
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
  /** How its listener is opened. Feeds that share one share this too. */
  readonly listening?: ListenerSettings;
  /** `original-mode`: every message is answered at once, whatever its MSH-15 and MSH-16 ask for; `as-asked` where not given. */
  readonly acknowledgements?: 'as-asked' | 'original-mode';
  /** The return connection for application acknowledgements (MSH-16); without it they go where the message came from. */
  readonly acknowledgeTo?: ReturnAddress;
  /** When it is told that too much waits, or for too long; {@link DEFAULT_ALERTS} where not given. */
  readonly alerts?: FeedAlerts;
  /** How long content is kept, from arrival; for ever where not given. */
  readonly retentionMs?: number;
  /** How long a message that fails for a reason that may pass is tried again before it is held; an hour where not given. */
  readonly retryForMs?: number;
}

export const DEFAULT_MAX_CONNECTIONS = 50;

export interface ListenerSettings {
  /** Plain where not given. */
  readonly tls?: () => ListenerTls;
  /** Addresses and networks (CIDR) that may connect; anybody where not given. */
  readonly peers?: readonly string[];
  /** Open at the same time; {@link DEFAULT_MAX_CONNECTIONS} where not given. */
  readonly maxConnections?: number;
  /** A connection on which nothing arrives for this long is closed; ten minutes where not given. */
  readonly idleMs?: number;
  /** Of one message or batch; 16 MiB where not given. */
  readonly maxBytes?: number;
}

export interface ReturnAddress {
  readonly host: string;
  readonly port: number;
  /** Plain where not given. Feeds that name one address share its connection, and so this too. */
  readonly tls?: () => ClientTls;
  /** The connection that the message came on is used while it is open, and this one only after. */
  readonly sameConnection: boolean;
}

export interface FeedAlerts {
  /** Messages that wait. */
  readonly backlog: number;
  /** How long the oldest of them has waited. */
  readonly queueAgeMs: number;
}

export const DEFAULT_ALERTS: FeedAlerts = { backlog: 1_000, queueAgeMs: 300_000 };
export const DEFAULT_RETRY_FOR_MS = 3_600_000;

/**
 * Makes the feeds known to those who ask when they were last heard, and how long their content is kept: also once they are
 * gone. These are all there are: any other has left the settings.
 */
export const registerFeeds = async (store: Store, feeds: readonly Feed[]): Promise<void> => {
  if (feeds.length === 0) return;
  await store.db
    .insertInto('known_feed')
    .values(feeds.map(({ name, instance, retentionMs = null }) => ({ name, instance, retention_ms: retentionMs })))
    .onConflict((row) =>
      row.column('name').doUpdateSet((to) => ({
        instance: to.ref('excluded.instance'),
        retention_ms: to.ref('excluded.retention_ms'),
        in_settings: true,
        moved_at: sql`case when known_feed.instance = excluded.instance then known_feed.moved_at
          else (select coalesce(max(seq), 0) from message) end`,
      })),
    )
    .execute();
  await sql`update known_feed set in_settings = false
    where in_settings and name <> all(${feeds.map(({ name }) => name)}::text[])`.execute(store.db);
};
