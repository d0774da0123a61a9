import { found } from '../../../schema/answer';
import { visitNumberSystem } from '../../../schema/identifiers';
import { parseLocalDate } from '../../../schema/time';
import { conceptOf, ENTERED_IN_ERROR, extensionOf, hasCode, oneOf, partyOf, periodOf, stated } from '../fhir/elements';
import { encounter, type FhirEncounter } from '../fhir/encounter';
import { encounterClassOf } from '../fhir/encounter-class';
import { ADMISSION_METHOD_EXTENSION, DISCHARGE_METHOD_EXTENSION } from '../vocabulary';
import { askCensus, placesMissing, visitOf, WITH_STAYS } from './census';
import { codeOf, locationTree, type LocationTree } from './location-tree';
import { during } from './selection';
import { eachPlace } from './places';
import { includedOf, recordSource } from './reading';
import { subjectsOf, type Subjects } from './subjects';
import type { PersonSource, PlaceSource } from '../../contract';
import type { Encounter, PlaceOfStay } from '../../../schema/clinical/encounter';
import type { RecordSource } from '../../../schema/clinical/values';
import type { UkCoreServer } from '../server';

const STATUSES = [
  'planned',
  'arrived',
  'triaged',
  'in-progress',
  'onleave',
  'finished',
  'cancelled',
] as const satisfies readonly Encounter['status'][];

interface Placement {
  readonly active: boolean;
  readonly place: PlaceOfStay;
}

/** R4 encounter-location-status of a place that nobody has come to yet. */
const NOT_YET = ['planned', 'reserved'];

/** Places they have come to, whose ward came with the answer, newest first. */
const placementsOf = (resource: FhirEncounter, tree: LocationTree, server: UkCoreServer): readonly Placement[] =>
  resource.location
    .filter(({ status }) => status === undefined || !NOT_YET.includes(status))
    .flatMap(({ location, status, period }): readonly Placement[] => {
      const ward = tree.upTo('wa', location.reference);
      if (ward === undefined) return [];
      const bed = tree.upTo('bd', location.reference);
      const place = {
        ward: { organisation: server.organisation, code: codeOf(ward, server) },
        period: periodOf(period),
        ...(bed === undefined ? {} : { bed: codeOf(bed, server) }),
      };
      return [{ active: status === 'active', place }];
    })
    .sort((a, b) => (b.place.period.start ?? '').localeCompare(a.place.period.start ?? ''));

/** Where they are: the active place, else the last one. Undefined when the answer does not hold the ward. */
export const placeOf = (resource: FhirEncounter, tree: LocationTree, server: UkCoreServer): PlaceOfStay | undefined => {
  const placements = placementsOf(resource, tree, server);
  return (placements.find(({ active }) => active) ?? placements[0])?.place;
};

const encounterOf = (
  resource: FhirEncounter,
  source: RecordSource,
  context: { readonly tree: LocationTree; readonly subjects: Subjects; readonly server: UkCoreServer },
): Encounter => {
  const { server, tree, subjects } = context;
  const { instance, organisation } = server;
  const visit = visitOf(resource, server);
  const place = placeOf(resource, tree, server);
  const { hospitalization } = resource;
  const admission = extensionOf(hospitalization?.extension ?? [], ADMISSION_METHOD_EXTENSION);
  const discharge = extensionOf(resource.extension, DISCHARGE_METHOD_EXTENSION);
  const expected = extensionOf(resource.extension, server.dialect.local.extension.expectedDischarge)?.valueDate;
  const consultant = resource.participant.find(({ type }) => type.some((each) => hasCode(each, 'PPRF')));
  return stated({
    key: `${organisation}|${visit}`,
    source,
    identifier: { system: visitNumberSystem(organisation), value: visit },
    status: oneOf(STATUSES, resource.status),
    class: encounterClassOf(resource.class),
    subject: subjects.subjectOf(resource.subject),
    period: periodOf(resource.period),
    place,
    previousPlaces: placementsOf(resource, tree, server)
      .map((placement) => placement.place)
      .filter((each) => JSON.stringify(each) !== JSON.stringify(place)),
    admissionMethod: conceptOf(admission?.valueCodeableConcept, instance),
    admissionSource: conceptOf(hospitalization?.admitSource, instance),
    dischargeMethod: conceptOf(discharge?.valueCodeableConcept, instance),
    dischargeDestination: conceptOf(hospitalization?.dischargeDisposition, instance),
    specialty: conceptOf(resource.serviceType, instance),
    consultant: partyOf(consultant?.individual),
    reason: conceptOf(resource.reasonCode[0], instance),
    expectedDischarge: expected === undefined ? undefined : (parseLocalDate(expected) ?? undefined),
  });
};

/** Stays of each person; with a window, those that touch it. */
export const encountersOfPeople =
  (server: UkCoreServer): PersonSource<'encounters'> =>
  (people, selection, ask) =>
    server.dialect.people.ask(
      server,
      people,
      {
        what: 'Encounter',
        query: { ...WITH_STAYS, ...during('date', selection) },
        schema: encounter,
        subject: ({ subject }) => subject,
        reader: (searched) => {
          const context = { tree: locationTree(searched), subjects: subjectsOf(searched, server), server };
          return (resource, source) =>
            resource.status === ENTERED_IN_ERROR ? undefined : encounterOf(resource, source, context);
        },
        lacks: (searched) =>
          placesMissing([...includedOf(searched, 'Encounter', encounter).values()], locationTree(searched), server),
      },
      ask,
    );

/** Who is on a ward, or in the whole organisation. */
export const encountersOfPlaces =
  (server: UkCoreServer): PlaceSource<'encounters'> =>
  (places, selection, ask) =>
    eachPlace(server, places, async (place) => {
      const census = await askCensus(server, place, selection, ask);
      return found<readonly Encounter[]>(
        census.encounters.map((resource) =>
          encounterOf(resource, recordSource(resource, census.source), { ...census, server }),
        ),
        census.source,
        census,
      );
    });
