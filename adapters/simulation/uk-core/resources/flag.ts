import { coded, meta, snomed, subject, type Resource } from '../resource';
import { tokenFits, type SearchQuery } from '../search-query';
import type { Holdings, Known } from '../holdings';
import type { Instant } from '../../../../schema/time';

/** An alert, or a preference, which is a flag too: UK Core has no profile for one. */
export interface FlagHeld {
  readonly known: Known;
  readonly id: string;
  readonly code: string;
  readonly display: string;
  readonly category: string;
  readonly recorded: Instant;
  readonly note?: string | undefined;
}

export const flagsFound = (all: readonly FlagHeld[], holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const { local, now } = holdings;
  const categories = query.anyOf('category');
  return all
    .filter(({ category }) => tokenFits(categories, { system: local.flagCategories, code: category }))
    .filter(({ recorded }) => recorded <= now)
    .map(({ id, code, display, category, recorded, note, known }) => ({
      resourceType: 'Flag',
      id,
      meta: meta('Flag', recorded),
      status: 'active',
      category: [coded(local.flagCategories, category, category)],
      code: snomed({ code, display }, holdings),
      subject: subject(known, holdings),
      period: { start: recorded },
      ...(note === undefined ? {} : { extension: [{ url: local.extension.note, valueString: note }] }),
    }));
};
