import type { Feed } from '../inbox';
import { DEFAULT_ALERTS } from '../inbox/feed';
import type { Environment } from '../settings/environment';
import { SettingsError, type Estate } from '../settings/estate';
import { portOfFeed } from '../settings/feed-ports';
import type { ListenerSetting } from '../settings/listeners';
import { feedProfile } from '../settings/profiles';
import { charsetNamed } from '../wire/hl7v2/charset';
import { clientTls, listenerTls } from './renewed-tls';

type FeedSetting = Estate['feeds'][number];
type Log = (line: string) => void;

const listeningOf = (
  port: string,
  { tls, peers, connections, idle, largest }: ListenerSetting,
  log: Log,
): NonNullable<Feed['listening']> => ({
  ...(tls && { tls: listenerTls(`listeners.${port}.tls`, tls, log) }),
  ...(peers && { peers }),
  ...(connections !== undefined && { maxConnections: connections }),
  ...(idle !== undefined && { idleMs: idle }),
  ...(largest !== undefined && { maxBytes: largest }),
});

const returnOf = (
  { name, acknowledgeTo, acknowledgeTls, acknowledgeOn }: FeedSetting,
  log: Log,
): Pick<Feed, 'acknowledgeTo'> =>
  acknowledgeTo === undefined
    ? {}
    : {
        acknowledgeTo: {
          ...acknowledgeTo,
          ...(acknowledgeTls && { tls: clientTls(`feeds.${name}.acknowledgeTls`, acknowledgeTls, log) }),
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

/** A charset that nobody knows would be read as UTF-8, and what is not UTF-8 as something else. */
const charsetProblems = ({ feeds }: Estate): string[] =>
  feeds.flatMap(({ name, profile: { charset } }) =>
    charset === undefined || charsetNamed(charset) !== null
      ? []
      : [`feeds.${name}.profile.charset: is not a charset known here`],
  );

/**
 * The feeds of the settings, each on its port; renewed certificates that cannot be used are told. Throws SettingsError where
 * a port has no number, or a charset is not known.
 */
export const feedsOf = (estate: Estate, environment: Environment, log: Log): readonly Feed[] => {
  const problems = charsetProblems(estate);
  if (problems.length > 0) throw new SettingsError(problems);
  return estate.feeds.map((setting) => {
    const { name, instance, port, silence, profile, acknowledgements } = setting;
    const listener = estate.listeners?.[port];
    return {
      name,
      instance,
      profile: feedProfile(instance, silence, profile),
      listener: port,
      host: environment.HOST,
      port: portOfFeed(setting, estate, environment),
      ...(listener && { listening: listeningOf(port, listener, log) }),
      ...(acknowledgements && { acknowledgements }),
      ...returnOf(setting, log),
      ...keepingOf(setting),
    };
  });
};
