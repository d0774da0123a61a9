import type { RoutedAnswer } from '../../schema/capabilities';
import type { Encounter, PlaceOfStay } from '../../schema/clinical/encounter';
import { personOfRecord } from '../asking';
import { sourceOf, systemNames } from '../completeness';
import { bedStub, wardStub } from '../places';
import { enumValue } from '../scalars';
import type { SubgraphContext } from '../subgraph';
import { encounterById } from './by-id';

export interface EncounterParent {
  readonly id?: string;
  readonly encounter: Encounter;
}

/** What a list hands on; the stay's fields resolve from its record. */
export const encounterNode = (
  encounter: Encounter,
  context?: SubgraphContext,
  answers?: readonly RoutedAnswer<unknown>[],
) =>
  context && answers
    ? {
        encounter,
        id: context.door.ids.seal('encounter', encounter.key),
        source: sourceOf(encounter.source, systemNames(answers)),
      }
    : { encounter };

const placeNode = (place: PlaceOfStay, context: SubgraphContext): object => ({
  ward: wardStub(context, place.ward),
  bed: place.bed ? bedStub(context, place.ward, place.bed) : null,
  period: place.period,
});

type Read = (encounter: Encounter, context: SubgraphContext) => unknown;
const of =
  (read: Read) =>
  ({ encounter }: EncounterParent, _: unknown, context: SubgraphContext): unknown =>
    read(encounter, context) ?? null;

export const encounterFields = {
  __resolveReference: encounterById,
  identifier: of((encounter) => encounter.identifier),
  status: of((encounter) => enumValue(encounter.status)),
  class: of((encounter) => enumValue(encounter.class)),
  period: of((encounter) => encounter.period),
  patient: async ({ encounter }: EncounterParent, _: unknown, context: SubgraphContext) => {
    const person = await personOfRecord(context, encounter.subject);
    return person ? { __typename: 'Patient', id: person.id } : null;
  },
  ward: of(({ place }, context) => place && wardStub(context, place.ward)),
  bed: of(({ place }, context) => place?.bed && bedStub(context, place.ward, place.bed)),
  previousPlaces: of((encounter, context) => encounter.previousPlaces.map((place) => placeNode(place, context))),
  admissionMethod: of((encounter) => encounter.admissionMethod),
  admissionSource: of((encounter) => encounter.admissionSource),
  dischargeMethod: of((encounter) => encounter.dischargeMethod),
  dischargeDestination: of((encounter) => encounter.dischargeDestination),
  specialty: of((encounter) => encounter.specialty),
  consultant: of((encounter) => encounter.consultant),
  reason: of((encounter) => encounter.reason),
  expectedDischarge: of((encounter) => encounter.expectedDischarge),
};
