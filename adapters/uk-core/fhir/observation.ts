import { z } from 'zod';
import {
  fhirCodeableConcept,
  fhirModifiers,
  fhirPeriod,
  fhirQuantity,
  fhirReference,
  type FhirPeriod,
} from '../../wire/fhir/values';
import { parseInstant, type Instant } from '../../../schema/time';
import { instant, resourceOf } from './elements';

const value = {
  valueQuantity: fhirQuantity.optional(),
  valueCodeableConcept: fhirCodeableConcept.optional(),
  valueString: z.string().optional(),
  valueBoolean: z.boolean().optional(),
  valueInteger: z.number().int().optional(),
  valueRange: z.object({ low: fhirQuantity.optional(), high: fhirQuantity.optional() }).optional(),
  valueRatio: z.object({ numerator: fhirQuantity.optional(), denominator: fhirQuantity.optional() }).optional(),
  valueSampledData: z.unknown().optional(),
  valueTime: z.string().optional(),
  valueDateTime: z.string().optional(),
  valuePeriod: fhirPeriod.optional(),
  dataAbsentReason: fhirCodeableConcept.optional(),
};
export type FhirObservationValue = z.output<z.ZodObject<typeof value>> & { readonly hasValue: boolean };

/** Whether any `value[x]` was sent, of a type that is read here or not. */
const withHasValue = <T extends object>(element: T): T & { readonly hasValue: boolean } => ({
  ...element,
  hasValue: Object.keys(element).some((key) => /^value[A-Z]/.test(key)),
});

const interpretation = z.array(fhirCodeableConcept).default([]);

/** Of what was taken over a time, when it was done; of what goes on, when it began. */
const momentOf = ({ start, end }: FhirPeriod = {}): Instant | null => parseInstant(end ?? start ?? '');

/** UKCore-Observation, vital signs and early-warning scores alike. */
export const observation = resourceOf('Observation')
  .extend({
    status: z.string(),
    code: fhirCodeableConcept,
    subject: fhirReference,
    encounter: fhirReference.optional(),
    effectiveDateTime: instant.optional(),
    effectiveInstant: instant.optional(),
    effectivePeriod: fhirPeriod.optional(),
    interpretation,
    performer: z.array(fhirReference).default([]),
    hasMember: z.array(fhirReference).default([]),
    component: z
      .array(
        z
          .object({ code: fhirCodeableConcept, modifierExtension: fhirModifiers, interpretation, ...value })
          .loose()
          .transform(withHasValue),
      )
      .default([]),
    ...value,
  })
  .loose()
  .transform((resource, context) => {
    const { effectiveDateTime, effectiveInstant, effectivePeriod } = resource;
    const effective = effectiveDateTime ?? effectiveInstant ?? momentOf(effectivePeriod);
    if (effective !== null) return { ...withHasValue(resource), effective };
    context.addIssue({ code: 'custom', path: ['effective'], message: 'is no moment with an offset' });
    return z.NEVER;
  });
export type FhirObservation = z.output<typeof observation>;
