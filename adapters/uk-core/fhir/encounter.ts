import { z } from 'zod';
import { fhirCodeableConcept, fhirCoding, fhirReference } from '../../wire/fhir/values';
import { extensions, identifiers, period, resourceOf } from './elements';

/** UKCore-Encounter, with the discharge extensions of its system. */
export const encounter = resourceOf('Encounter').extend({
  extension: extensions,
  identifier: identifiers,
  status: z.string(),
  class: fhirCoding,
  serviceType: fhirCodeableConcept.optional(),
  subject: fhirReference,
  participant: z
    .array(z.object({ type: z.array(fhirCodeableConcept).default([]), individual: fhirReference.optional() }))
    .default([]),
  period: period.optional(),
  reasonCode: z.array(fhirCodeableConcept).default([]),
  hospitalization: z
    .object({
      extension: extensions,
      admitSource: fhirCodeableConcept.optional(),
      dischargeDisposition: fhirCodeableConcept.optional(),
    })
    .optional(),
  location: z
    .array(z.object({ location: fhirReference, status: z.string().optional(), period: period.optional() }))
    .default([]),
});
export type FhirEncounter = z.output<typeof encounter>;
