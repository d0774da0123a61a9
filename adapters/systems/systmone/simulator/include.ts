import { locationResources, parentOf } from './resources/location';
import { observationResources } from './resources/observation';
import { patientResource } from './resources/patient';
import type { Holdings, Known } from './holdings';
import type { Resource } from './resource';

interface Reference {
  readonly reference?: string;
}

const ownersOf = (page: readonly Resource[], holdings: Holdings): readonly Known[] => {
  const wanted = new Set(page.map((resource) => (resource['subject'] as Reference | undefined)?.reference));
  return holdings.people.filter(({ number }) => wanted.has(`Patient/${number}`));
};

const members = (page: readonly Resource[], holdings: Holdings): readonly Resource[] => {
  const wanted = new Set(
    page
      .flatMap((resource) => (resource['hasMember'] as readonly Reference[] | undefined) ?? [])
      .map((each) => each.reference),
  );
  const keys = new Set(ownersOf(page, holdings).map(({ person }) => person.key));
  return observationResources(holdings, keys).filter(({ id }) => wanted.has(`Observation/${id}`));
};

/** Every place above those that a page names, or holds, with the named ones themselves. */
const places = (page: readonly Resource[], holdings: Holdings): readonly Resource[] => {
  const all = new Map(locationResources(holdings).map((resource) => [`Location/${resource.id}`, resource]));
  const found = new Map<string, Resource>();
  const climb = (reference: string | undefined): void => {
    const place = reference === undefined ? undefined : all.get(reference);
    if (reference === undefined || place === undefined || found.has(reference)) return;
    found.set(reference, place);
    climb(parentOf(place));
  };
  for (const resource of page) {
    if (resource.resourceType === 'Location') climb(parentOf(resource));
    const locations = (resource['location'] as readonly { readonly location: Reference }[] | undefined) ?? [];
    for (const { location } of locations) climb(location.reference);
  }
  const matched = new Set(page.map(({ resourceType, id }) => `${resourceType}/${id}`));
  return [...found].filter(([reference]) => !matched.has(reference)).map(([, place]) => place);
};

/** What `_include` and `_include:iterate` add to one page. */
export const includedWith = (
  page: readonly Resource[],
  query: URLSearchParams,
  holdings: Holdings,
): readonly Resource[] => {
  const asked = query.getAll('_include');
  return [
    ...(asked.some((each) => each.endsWith(':patient'))
      ? ownersOf(page, holdings).map((known) => patientResource(known, holdings))
      : []),
    ...(asked.includes('Observation:has-member') ? members(page, holdings) : []),
    ...(query.getAll('_include:iterate').includes('Location:partof') ? places(page, holdings) : []),
  ];
};
