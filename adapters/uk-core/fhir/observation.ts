import { z } from 'zod';
import { fhirCodeableConcept, fhirModifiers, fhirQuantity, fhirReference } from '../../wire/fhir/values';
import { instant, resourceOf } from './elements';

const value = {
  valueQuantity: fhirQuantity.optional(),
  valueCodeableConcept: fhirCodeableConcept.optional(),
  valueString: z.string().optional(),
  valueBoolean: z.boolean().optional(),
  valueInteger: z.number().int().optional(),
};

const interpretation = z.array(fhirCodeableConcept).default([]);

/** UKCore-Observation, vital signs and early-warning scores alike. */
export const observation = resourceOf('Observation').extend({
  status: z.string(),
  code: fhirCodeableConcept,
  subject: fhirReference,
  encounter: fhirReference.optional(),
  effectiveDateTime: instant,
  interpretation,
  performer: z.array(fhirReference).default([]),
  hasMember: z.array(fhirReference).default([]),
  component: z
    .array(z.object({ code: fhirCodeableConcept, modifierExtension: fhirModifiers, interpretation, ...value }))
    .default([]),
  ...value,
});
export type FhirObservation = z.output<typeof observation>;
export type FhirObservationValue = Pick<
  FhirObservation,
  'valueQuantity' | 'valueCodeableConcept' | 'valueString' | 'valueBoolean' | 'valueInteger'
>;
