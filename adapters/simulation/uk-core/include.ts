import { locationResources, parentOf } from './resources/location';
import { observationResources } from './resources/observation';
import type { Holdings, Known } from './holdings';
import type { Resource } from './resource';

interface Reference {
  readonly reference?: string;
}

const patientOf = (resource: Resource): string | undefined => {
  const {
    subject,
    patient,
    for: whom,
    participant,
  } = resource as Resource & {
    readonly subject?: Reference;
    readonly patient?: Reference;
    readonly for?: Reference;
    readonly participant?: readonly { readonly actor?: Reference }[];
  };
  const actor = participant?.find((each) => each.actor?.reference?.startsWith('Patient/'))?.actor;
  return (subject ?? patient ?? whom ?? actor)?.reference;
};

const ownersOf = (page: readonly Resource[], holdings: Holdings): readonly Known[] => {
  const wanted = new Set(page.map(patientOf));
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

/** Locations that a page names, and with `iterate` every place above them or above the page's own Locations. */
const places = (
  page: readonly Resource[],
  holdings: Holdings,
  named: boolean,
  iterate: boolean,
): readonly Resource[] => {
  const all = new Map(locationResources(holdings).map((resource) => [`Location/${resource.id}`, resource]));
  const found = new Map<string, Resource>();
  const climb = (reference: string | undefined): void => {
    const place = reference === undefined ? undefined : all.get(reference);
    if (reference === undefined || place === undefined || found.has(reference)) return;
    found.set(reference, place);
    if (iterate) climb(parentOf(place));
  };
  for (const resource of page) {
    if (iterate && resource.resourceType === 'Location') climb(parentOf(resource));
    if (!named) continue;
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
  patient: (known: Known, holdings: Holdings) => Resource,
): readonly Resource[] => {
  const asked = query.getAll('_include');
  const iterate = query.getAll('_include:iterate').includes('Location:partof');
  return [
    ...(asked.some((each) => each.endsWith(':patient'))
      ? ownersOf(page, holdings).map((known) => patient(known, holdings))
      : []),
    ...(asked.includes('Observation:has-member') ? members(page, holdings) : []),
    ...(iterate || asked.includes('Encounter:location')
      ? places(page, holdings, asked.includes('Encounter:location'), iterate)
      : []),
  ];
};
