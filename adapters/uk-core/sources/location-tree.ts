import { hasCode } from '../fhir/elements';
import { location, type FhirLocation } from '../fhir/location';
import { includedOf } from './reading';
import { localReference } from '../../wire/fhir/references';
import type { Searched, UkCoreServer } from '../server';

/** R4 location-physical-type, and `area` for a bay, for which R4 has no code; `vi`, virtual, came after R4 and stands beside `wa`. */
export type PhysicalType = 'si' | 'bu' | 'wa' | 'area' | 'bd' | 'vi';

/** The hierarchy of places that came with an answer. */
export interface LocationTree {
  /** The nearest place of a type, from the referenced one upwards; undefined when the answer does not hold it. */
  upTo(type: PhysicalType, reference: string | undefined): FhirLocation | undefined;
}

/** The organisation's own code of a place: `W12`, and `B3-02` within its ward. */
export const codeOf = ({ identifier, id }: FhirLocation, { dialect }: UkCoreServer): string =>
  identifier.find(({ system }) => system === dialect.local.locationSystem)?.value ?? id;

export const isOfType = ({ physicalType }: FhirLocation, type: PhysicalType): boolean => hasCode(physicalType, type);

/** Deeper than any building; a hierarchy that runs in a circle ends here. */
const DEPTH = 8;

export const locationTree = (searched: Pick<Searched, 'matches' | 'included'>): LocationTree => {
  const places = includedOf(searched, 'Location', location);
  return {
    upTo: (type, reference) => {
      let next = reference;
      for (let level = 0; next !== undefined && level < DEPTH; level += 1) {
        const place = places.get(localReference(next));
        if (place === undefined || isOfType(place, type)) return place;
        next = place.partOf?.reference;
      }
      return undefined;
    },
  };
};
