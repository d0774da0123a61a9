import { bedsideOf } from '../../../../simulation/uk-core/resources/bedside';
import { flagsFound } from '../../../../simulation/uk-core/resources/flag';
import type { Holdings } from '../../../../simulation/uk-core/holdings';
import type { Resource } from '../../../../simulation/uk-core/resource';
import type { SearchQuery } from '../../../../simulation/uk-core/search-query';

/** Alerts and preferences. */
export const searchFlags = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const held = bedsideOf(holdings, query).flatMap(({ record, known }) => [
    ...record.flags.map((flag) => ({ ...flag, recorded: flag.start, known })),
    ...record.preferences.map((preference) => ({ ...preference, known })),
  ]);
  return flagsFound(held, holdings, query);
};
