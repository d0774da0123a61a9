import type { Clock } from '../../schema/clock';
import type { createIdentityIndex } from '../identity';
import type { InboxMeans } from '../inbox';
import { createProjector } from '../projections';
import { SettingsError, type Estate } from '../settings/estate';
import type { Store } from '../store';
import { destinationsOf } from './destinations';
import type { feedsOf } from './feeds';
import { kindOf } from './kinds';

export interface InboxParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly feedList: ReturnType<typeof feedsOf>;
  readonly identity: ReturnType<typeof createIdentityIndex>;
  readonly estate: Estate;
}

/** Throws {@link SettingsError} for a feed of a kind that is only asked, or that there is not. */
const translateFor: InboxMeans['translateFor'] = ({ name, instance }) => {
  const translate = kindOf(instance)?.kind.translate;
  if (!translate) throw new SettingsError([`feeds.${name}: the kind of ${instance} translates no messages`]);
  return translate;
};

/** What it takes to work on messages: in this process, and in the worker's own thread. */
export const inboxMeans = ({ store, clock, log, feedList, identity, estate }: InboxParts): InboxMeans => {
  const projector = createProjector({ people: identity });
  return {
    ...{ store, feeds: feedList, translateFor, clock, log },
    apply: (trx, heard) => projector.apply(trx, heard),
    applyAll: (trx, heard) => projector.applyAll(trx, heard),
    destinations: destinationsOf(estate, log),
  };
};
