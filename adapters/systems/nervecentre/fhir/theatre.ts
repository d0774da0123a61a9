import { z } from 'zod';
import { fhirCodeableConcept, fhirReference } from '../../../wire/fhir/values';
import { instant, resourceOf } from '../../../uk-core/fhir/elements';

/** FHIR R4 Schedule as a theatre session (README): without a theatre and both its times it is none. */
export const schedule = resourceOf('Schedule').extend({
  active: z.boolean().optional(),
  specialty: z.array(fhirCodeableConcept).default([]),
  actor: z.array(fhirReference).min(1),
  planningHorizon: z.object({ start: instant, end: instant }),
  comment: z.string().optional(),
});

/** FHIR R4 Slot: a case's time in its session, or time that cannot be used. */
export const slot = resourceOf('Slot').extend({
  schedule: z.object({ reference: z.string() }),
  status: z.string(),
  start: instant,
  end: instant,
});

export type FhirSchedule = z.output<typeof schedule>;
export type FhirSlot = z.output<typeof slot>;
