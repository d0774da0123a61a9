import { z } from 'zod';
import { dateTime, period, resourceOf } from '../../../uk-core/fhir/elements';
import { medicine } from '../../../uk-core/fhir/care-record';
import { conditionTimes } from '../../../uk-core/fhir/condition-times';
import { fhirCodeableConcept, fhirModifiers, fhirReference } from '../../../wire/fhir/values';

/** UKCore-MedicationStatement: recorded as taken, whoever prescribed it. */
export const medicationStatement = resourceOf('MedicationStatement').extend({
  status: z.string(),
  ...medicine,
  subject: fhirReference,
  effectivePeriod: period.optional(),
  effectiveDateTime: z.string().optional(),
  dosage: z
    .array(
      z.object({
        modifierExtension: fhirModifiers,
        sequence: z.number().int().optional(),
        text: z.string().optional(),
      }),
    )
    .default([]),
});

/** UKCore-Condition. */
export const condition = resourceOf('Condition').extend({
  clinicalStatus: fhirCodeableConcept.optional(),
  verificationStatus: fhirCodeableConcept.optional(),
  code: fhirCodeableConcept,
  subject: fhirReference,
  onsetDateTime: dateTime.optional(),
  ...conditionTimes,
  abatementDateTime: dateTime.optional(),
  recordedDate: dateTime.optional(),
});

/** UKCore-Immunization. */
export const immunization = resourceOf('Immunization').extend({
  status: z.string(),
  vaccineCode: fhirCodeableConcept,
  patient: fhirReference,
  occurrenceDateTime: dateTime.optional(),
  occurrenceString: z.string().optional(),
  protocolApplied: z.array(z.object({ doseNumberPositiveInt: z.number().int().positive().optional() })).default([]),
});

export type FhirMedicationStatement = z.output<typeof medicationStatement>;
export type FhirCondition = z.output<typeof condition>;
export type FhirImmunization = z.output<typeof immunization>;
