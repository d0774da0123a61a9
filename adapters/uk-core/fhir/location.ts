import { z } from 'zod';
import { fhirCodeableConcept, fhirCoding, fhirReference } from '../../wire/fhir/values';
import { extensions, identifiers, resourceOf } from './elements';

/** UKCore-Location, from site (`si`) through ward (`wa`) and bay (`area`) to bed (`bd`). */
export const location = resourceOf('Location').extend({
  identifier: identifiers,
  extension: extensions,
  status: z.string().optional(),
  operationalStatus: fhirCoding.optional(),
  name: z.string().optional(),
  type: z.array(fhirCodeableConcept).default([]),
  physicalType: fhirCodeableConcept.optional(),
  partOf: fhirReference.optional(),
});
export type FhirLocation = z.output<typeof location>;
