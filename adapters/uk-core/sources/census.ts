import { ENTERED_IN_ERROR } from '../fhir/elements';
import { NotFhir } from '../../wire/fhir/not-fhir';
import { encounter, type FhirEncounter } from '../fhir/encounter';
import { locationTree, type LocationTree } from './location-tree';
import { during } from './selection';
import { readEach, unreadableRecord } from './reading';
import { subjectsOf, type Subjects } from './subjects';
import type { Ask, Place, Selection } from '../../../schema/capabilities';
import type { SourceStamp, Warning } from '../../../schema/answer';
import type { UkCoreServer, Query } from '../server';

/** The stays of a place, as the system sent them. */
export interface Census {
  readonly encounters: readonly FhirEncounter[];
  readonly tree: LocationTree;
  readonly subjects: Subjects;
  readonly warnings: readonly Warning[];
  readonly complete: boolean;
  readonly source: SourceStamp;
}

/** Whoever is here: waiting to be seen, in a bed, or on leave with the bed kept. */
const HERE_NOW = 'arrived,triaged,in-progress,onleave';

/** With a stay come the person and every place it names, up to the ward. */
export const WITH_STAYS: Query = {
  _include: ['Encounter:patient', 'Encounter:location'],
  '_include:iterate': 'Location:partof',
};

/** Throws NotFhir: a stay without its visit number has no key and can be joined to nothing. */
export const visitOf = ({ identifier }: FhirEncounter, { dialect }: UkCoreServer): string => {
  const visit = identifier.find(({ system }) => system === dialect.local.visitSystem)?.value;
  if (visit === undefined || visit === '') throw new NotFhir('Encounter.identifier holds no visit number');
  return visit;
};

/** A stay whose ward did not come with the answer would look like a stay without a place. */
export const placesMissing = (
  encounters: readonly FhirEncounter[],
  tree: LocationTree,
  { dialect }: UkCoreServer,
): readonly Warning[] =>
  encounters.some(({ location }) => location.some((each) => tree.upTo('wa', each.location.reference) === undefined))
    ? [{ code: 'PLACE_UNKNOWN', text: `${dialect.name} named a place of a stay without saying which ward it is on` }]
    : [];

const VISITS_PER_ASK = 100;

/** The visit numbers among `organisation|visit` keys; another organisation's stays are not held here. */
const visitsOf = (keys: readonly string[], { organisation }: UkCoreServer): readonly string[] =>
  keys.flatMap((key) => (key.startsWith(`${organisation}|`) ? [key.slice(organisation.length + 1)] : []));

const queriesOf = (server: UkCoreServer, place: Place, selection: Selection): readonly Query[] => {
  const where: Query = { ...WITH_STAYS, location: place.ward };
  if (selection.keys !== undefined) {
    const visits = visitsOf(selection.keys, server);
    return Array.from({ length: Math.ceil(visits.length / VISITS_PER_ASK) }, (_, at) => ({
      ...where,
      identifier: visits
        .slice(at * VISITS_PER_ASK, (at + 1) * VISITS_PER_ASK)
        .map((visit) => `${server.dialect.local.visitSystem}|${visit}`)
        .join(','),
    }));
  }
  if (selection.window !== undefined) return [{ ...where, ...during('date', selection) }];
  return [{ ...where, status: HERE_NOW }];
};

/** The stays a place holds now; with a window, those of the window; with keys, those stays in whatever state they are. */
export const askCensus = async (
  server: UkCoreServer,
  place: Place,
  selection: Selection,
  ask: Ask,
): Promise<Census> => {
  const queries = queriesOf(server, place, selection);
  const parts = await Promise.all(queries.map((query) => server.search('Encounter', query, ask)));
  const [first] = parts;
  const matches = parts.flatMap((part) => part.matches);
  const included = parts.flatMap((part) => part.included);
  const { records, unreadable } = readEach(matches, encounter, (resource) => {
    if (resource.status === ENTERED_IN_ERROR) return undefined;
    visitOf(resource, server);
    return resource;
  });
  const tree = locationTree({ matches, included });
  const lacking = [...(unreadable > 0 ? [unreadableRecord(server)] : []), ...placesMissing(records, tree, server)];
  return {
    encounters: records,
    tree,
    subjects: subjectsOf({ matches, included }, server),
    warnings: [...parts.flatMap((part) => part.warnings), ...lacking],
    complete: lacking.length === 0 && parts.every((part) => part.complete),
    source: first?.source ?? server.stamp(),
  };
};
