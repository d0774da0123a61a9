import type { FhirBundle } from './bundle';
import { NotFhir } from './not-fhir';
import type { FhirResource } from './values';

export interface FhirPages {
  readonly matches: readonly FhirResource[];
  readonly included: readonly FhirResource[];
  readonly warnings: FhirBundle['warnings'];
  /** False when pages were left unread, or fewer matches came than any page says that the search found. */
  readonly complete: boolean;
}

/** Each resource once, as it was last sent: a page that says again what another said has brought nothing more. */
const distinct = (resources: readonly FhirResource[]): readonly FhirResource[] => [
  ...new Map(
    resources.map((each, at) => [each.id === undefined ? at : `${each.resourceType}/${each.id}`, each]),
  ).values(),
];

/**
 * Every page of a search, up to `max` pages. `fetchPage` is given the link `next` as sent (undefined for the first
 * page) and answers the page. A page that fails fails the whole: half a list that looks whole is the hazard.
 */
export const allPages = async (
  fetchPage: (next: string | undefined) => Promise<FhirBundle>,
  max: number,
): Promise<FhirPages> => {
  const pages: FhirBundle[] = [];
  const seen = new Set<string>();
  let next: string | undefined;
  do {
    const page = await fetchPage(next);
    pages.push(page);
    next = page.next;
    if (next !== undefined && seen.has(next)) throw new NotFhir('The pages of the searchset run in a circle');
    if (next !== undefined) seen.add(next);
  } while (next !== undefined && pages.length < max);
  const matches = distinct(pages.flatMap((page) => page.matches));
  // More were found while the pages were read: what was added then may stand on a page already read.
  const total = Math.max(...pages.map((page) => page.total ?? 0));
  return {
    matches,
    included: pages.flatMap((page) => page.included),
    warnings: pages.flatMap((page) => page.warnings),
    complete: next === undefined && matches.length >= total,
  };
};
