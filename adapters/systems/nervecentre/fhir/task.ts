import { z } from 'zod';
import { fhirCodeableConcept, fhirReference } from '../../../wire/fhir/values';
import { instant, period, resourceOf } from '../../../uk-core/fhir/elements';

/** UKCore-Task: escalations of a score, and results that wait to be opened. */
export const task = resourceOf('Task').extend({
  status: z.string(),
  priority: z.string().optional(),
  code: fhirCodeableConcept.optional(),
  focus: fhirReference.optional(),
  for: fhirReference,
  authoredOn: instant,
  executionPeriod: period.optional(),
  owner: fhirReference.optional(),
  location: fhirReference.optional(),
  restriction: z.object({ period: period.optional() }).optional(),
});
export type FhirTask = z.output<typeof task>;
