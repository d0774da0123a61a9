import { z } from 'zod';
import { fhirCodeableConcept, fhirContactPoint, fhirHumanName, fhirReference } from '../../wire/fhir/values';
import { period, resourceOf } from './elements';

const NAMELESS = { given: [], prefix: [] };

/** Whoever a member is: a person, their role, an organisation. What cannot be read of one is not said. */
const contained = z.object({
  id: z.string(),
  name: z
    .union([z.array(fhirHumanName), z.string().transform((text) => [{ ...NAMELESS, text }])])
    .default([])
    .catch([]),
  telecom: z.array(fhirContactPoint).default([]).catch([]),
  practitioner: fhirReference.optional().catch(undefined),
  organization: fhirReference.optional().catch(undefined),
});

/** CareTeam; its members are contained, because a telephone has no other place. */
export const careTeam = resourceOf('CareTeam').extend({
  status: z.string().optional(),
  name: z.string().optional(),
  subject: fhirReference,
  contained: z.array(contained).default([]),
  participant: z
    .array(
      z.object({
        role: z.array(fhirCodeableConcept).default([]),
        member: fhirReference.optional(),
        onBehalfOf: fhirReference.optional(),
        period: period.optional(),
      }),
    )
    .default([]),
});
export type FhirCareTeam = z.output<typeof careTeam>;
