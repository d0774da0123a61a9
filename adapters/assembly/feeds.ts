import type { Feed } from '../inbox';
import { DEFAULT_ALERTS } from '../inbox/feed';
import { readClientTls } from '../settings/client-tls';
import type { Environment } from '../settings/environment';
import type { Estate } from '../settings/estate';
import { portOfFeed } from '../settings/feed-ports';
import { readTlsFiles, type ListenerSetting } from '../settings/listeners';
import { feedProfile } from '../settings/profiles';

type FeedSetting = Estate['feeds'][number];

const listeningOf = ({ tls, peers, connections, idle, largest }: ListenerSetting): NonNullable<Feed['listening']> => ({
  ...(tls && { tls: readTlsFiles(tls) }),
  ...(peers && { peers }),
  ...(connections !== undefined && { maxConnections: connections }),
  ...(idle !== undefined && { idleMs: idle }),
  ...(largest !== undefined && { maxBytes: largest }),
});

const returnOf = ({ acknowledgeTo, acknowledgeTls, acknowledgeOn }: FeedSetting): Pick<Feed, 'acknowledgeTo'> =>
  acknowledgeTo === undefined
    ? {}
    : {
        acknowledgeTo: {
          ...acknowledgeTo,
          ...(acknowledgeTls && { tls: readClientTls(acknowledgeTls) }),
          sameConnection: acknowledgeOn === 'same-connection',
        },
      };

/** What is left out is as {@link Feed} says. */
const keepingOf = ({ alerts, retention, retryFor }: FeedSetting) => ({
  ...(alerts && {
    alerts: {
      backlog: alerts.backlog ?? DEFAULT_ALERTS.backlog,
      queueAgeMs: alerts.queueAge ?? DEFAULT_ALERTS.queueAgeMs,
    },
  }),
  ...(retention !== undefined && { retentionMs: retention }),
  ...(retryFor !== undefined && { retryForMs: retryFor }),
});

/** The feeds of the settings, each on its port. Throws SettingsError where a port has no number. */
export const feedsOf = (estate: Estate, environment: Environment): readonly Feed[] =>
  estate.feeds.map((setting) => {
    const { name, instance, port, silence, profile, acknowledgements } = setting;
    const listener = estate.listeners?.[port];
    return {
      name,
      instance,
      profile: feedProfile(instance, silence, profile),
      listener: port,
      host: environment.HOST,
      port: portOfFeed(setting, estate, environment),
      ...(listener && { listening: listeningOf(listener) }),
      ...(acknowledgements && { acknowledgements }),
      ...returnOf(setting),
      ...keepingOf(setting),
    };
  });
