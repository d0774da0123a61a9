import type { Feed } from '../inbox';
import type { Environment } from '../settings/environment';
import type { Estate } from '../settings/estate';
import { feedProfile } from '../settings/profiles';

/** The feeds of the settings, on the ports of the outside contract. */
export const feedsOf = (estate: Estate, environment: Environment): readonly Feed[] =>
  estate.feeds.map(({ name, instance, port, silence, profile }) => ({
    name,
    instance,
    profile: feedProfile(instance, silence, profile),
    listener: port,
    host: environment.HOST,
    port: environment[port],
  }));
