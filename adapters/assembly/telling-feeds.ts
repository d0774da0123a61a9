import type { TellingFeed } from '../identity';
import type { Ledger } from '../ledger';
import type { Estate } from '../settings/estate';

/** The feeds that tell the index of people; not of a system that is off, which tells of nobody new. */
export const tellingFeeds = (estate: Estate, ledger: Ledger) => (): readonly TellingFeed[] =>
  estate.feeds.flatMap(({ instance, silence }) => {
    const system = ledger.system(instance);
    if (system?.lifecycle === 'retired') return [];
    return [{ instance, systemName: system?.systemName ?? instance, silenceMs: silence }];
  });
