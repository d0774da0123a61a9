import { found } from '../../../../schema/answer';
import { visitNumberSystem } from '../../../../schema/identifiers';
import { parseLocalDate } from '../../../../schema/time';
import { conceptOf, extensionOf, hasCode, oneOf, partyOf, periodOf, stated } from '../fhir/elements';
import { encounter, type FhirEncounter } from '../fhir/encounter';
import { ADMISSION_METHOD_EXTENSION, DISCHARGE_METHOD_EXTENSION, EXTENSION } from '../fhir/vocabulary';
import { askCensus, placesMissing, visitOf, WITH_STAYS } from './census';
import { codeOf, locationTree, type LocationTree } from './location-tree';
import { askPeople, during } from './people';
import { eachPlace } from './places';
import { includedOf, recordSource } from './reading';
import { subjectsOf, type Subjects } from './subjects';
import type { PersonSource, PlaceSource } from '../../../contract';
import type { Encounter, PlaceOfStay } from '../../../../schema/clinical/encounter';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { SystmOne } from '../search';

const STATUSES = [
  'planned',
  'arrived',
  'triaged',
  'in-progress',
  'onleave',
  'finished',
  'cancelled',
] as const satisfies readonly Encounter['status'][];
const CLASSES = ['IMP', 'EMER', 'AMB', 'HH'] as const satisfies readonly Encounter['class'][];

interface Placement {
  readonly active: boolean;
  readonly place: PlaceOfStay;
}

/** Places whose ward came with the answer, newest first. */
const placementsOf = (resource: FhirEncounter, tree: LocationTree, { organisation }: SystmOne): readonly Placement[] =>
  resource.location
    .flatMap(({ location, status, period }): readonly Placement[] => {
      const ward = tree.upTo('wa', location.reference);
      if (ward === undefined) return [];
      const bed = tree.upTo('bd', location.reference);
      const place = {
        ward: { organisation, code: codeOf(ward) },
        period: periodOf(period),
        ...(bed === undefined ? {} : { bed: codeOf(bed) }),
      };
      return [{ active: status === 'active', place }];
    })
    .sort((a, b) => (b.place.period.start ?? '').localeCompare(a.place.period.start ?? ''));

/** Where they are: the active place, else the last one. Undefined when the answer does not hold the ward. */
export const placeOf = (resource: FhirEncounter, tree: LocationTree, systmone: SystmOne): PlaceOfStay | undefined => {
  const placements = placementsOf(resource, tree, systmone);
  return (placements.find(({ active }) => active) ?? placements[0])?.place;
};

const encounterOf = (
  resource: FhirEncounter,
  source: RecordSource,
  context: { readonly tree: LocationTree; readonly subjects: Subjects; readonly systmone: SystmOne },
): Encounter => {
  const { systmone, tree, subjects } = context;
  const { instance, organisation } = systmone;
  const visit = visitOf(resource);
  const place = placeOf(resource, tree, systmone);
  const { hospitalization } = resource;
  const admission = extensionOf(hospitalization?.extension ?? [], ADMISSION_METHOD_EXTENSION);
  const discharge = extensionOf(resource.extension, DISCHARGE_METHOD_EXTENSION);
  const expected = extensionOf(resource.extension, EXTENSION.expectedDischarge)?.valueDate;
  const consultant = resource.participant.find(({ type }) => type.some((each) => hasCode(each, 'PPRF')));
  return stated({
    key: `${organisation}|${visit}`,
    source,
    identifier: { system: visitNumberSystem(organisation), value: visit },
    status: oneOf(STATUSES, resource.status),
    class: oneOf(CLASSES, resource.class.code),
    subject: subjects.subjectOf(resource.subject),
    period: periodOf(resource.period),
    place,
    previousPlaces: placementsOf(resource, tree, systmone)
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
  (systmone: SystmOne): PersonSource<'encounters'> =>
  (people, selection, ask) =>
    askPeople(
      systmone,
      people,
      {
        what: 'Encounter',
        query: { ...WITH_STAYS, ...during('date', selection) },
        schema: encounter,
        subject: ({ subject }) => subject,
        reader: (searched) => {
          const context = { tree: locationTree(searched), subjects: subjectsOf(searched, systmone), systmone };
          return (resource, source) => encounterOf(resource, source, context);
        },
        lacks: (searched) =>
          placesMissing([...includedOf(searched, 'Encounter', encounter).values()], locationTree(searched)),
      },
      ask,
    );

/** Who is on a ward, or in the whole organisation. */
export const encountersOfPlaces =
  (systmone: SystmOne): PlaceSource<'encounters'> =>
  (places, selection, ask) =>
    eachPlace(systmone, places, async (place) => {
      const census = await askCensus(systmone, place, selection, ask);
      return found<readonly Encounter[]>(
        census.encounters.map((resource) =>
          encounterOf(resource, recordSource(resource, census.source), { ...census, systmone }),
        ),
        census.source,
        census,
      );
    });
