import { z } from 'zod';
import {
  fhirCodeableConcept,
  fhirIdentifier,
  fhirPeriod,
  fhirQuantity,
  fhirReference,
  readResource,
} from '../../../wire/fhir/values';
import { conditionTimes } from '../../../uk-core/fhir/condition-times';
import { dateTime, extensions, instant, resourceOf } from './elements';

/** CareConnect-GPC-Patient-1: read only for whom an answer is about. */
export const patient = resourceOf('Patient').extend({
  identifier: z.array(fhirIdentifier).default([]),
  birthDate: z.string().optional(),
});

/** CareConnect-GPC-List-1: one area, with what was left out of it. Ended allergies stand contained in theirs. */
export const list = z.object({
  resourceType: z.literal('List'),
  extension: extensions,
  contained: z.array(z.unknown().transform((each) => readResource(each, 'contained'))).default([]),
  code: fhirCodeableConcept,
  subject: fhirReference.optional(),
  date: z.string().optional(),
  note: z.array(z.object({ text: z.string() })).default([]),
  entry: z.array(z.object({ item: fhirReference })).default([]),
});

/** CareConnect-GPC-AllergyIntolerance-1: in STU3 both statuses are plain codes. */
export const allergyIntolerance = resourceOf('AllergyIntolerance').extend({
  clinicalStatus: z.string().optional(),
  verificationStatus: z.string().optional(),
  category: z.array(z.string()).default([]),
  criticality: z.string().optional(),
  code: fhirCodeableConcept,
  patient: fhirReference,
  assertedDate: dateTime.optional(),
  recorder: fhirReference.optional(),
  reaction: z.array(z.object({ manifestation: z.array(fhirCodeableConcept).default([]) })).default([]),
});

const dosage = z.array(z.object({ sequence: z.number().int().optional(), text: z.string().optional() })).default([]);

export const medication = resourceOf('Medication').extend({ code: fhirCodeableConcept.optional() });

/** CareConnect-GPC-MedicationStatement-1: what the person is on. */
export const medicationStatement = resourceOf('MedicationStatement').extend({
  extension: extensions,
  basedOn: z.array(fhirReference).default([]),
  status: z.string(),
  medicationReference: fhirReference.optional(),
  medicationCodeableConcept: fhirCodeableConcept.optional(),
  effectivePeriod: fhirPeriod.optional(),
  effectiveDateTime: z.string().optional(),
  subject: fhirReference,
  dosage,
});

/** CareConnect-GPC-MedicationRequest-1: intent `plan` is the authorisation, `order` one issue based on it. */
export const medicationRequest = resourceOf('MedicationRequest').extend({
  extension: extensions,
  basedOn: z.array(fhirReference).default([]),
  intent: z.string(),
  subject: fhirReference,
  authoredOn: dateTime.optional(),
  dosageInstruction: dosage,
  dispenseRequest: z
    .object({
      validityPeriod: z.object({ start: dateTime.optional() }).optional(),
      quantity: fhirQuantity.optional(),
    })
    .optional(),
});

/** CareConnect-GPC-ProblemHeader-Condition-1. */
export const condition = resourceOf('Condition').extend({
  extension: extensions,
  clinicalStatus: z.string().optional(),
  verificationStatus: z.string().optional(),
  code: fhirCodeableConcept,
  subject: fhirReference,
  onsetDateTime: dateTime.optional(),
  ...conditionTimes,
  abatementDateTime: dateTime.optional(),
  assertedDate: dateTime.optional(),
});

/** CareConnect-GPC-Immunization-1: what was done is in an extension, the product in `vaccineCode`. */
export const immunization = resourceOf('Immunization').extend({
  extension: extensions,
  status: z.string(),
  notGiven: z.boolean().default(false),
  vaccineCode: fhirCodeableConcept,
  patient: fhirReference,
  date: dateTime.optional(),
  vaccinationProtocol: z.array(z.object({ doseSequence: z.number().int().positive().optional() })).default([]),
});

/** GPConnect-Appointment-1. */
export const appointment = resourceOf('Appointment').extend({
  status: z.string(),
  description: z.string().optional(),
  start: instant,
  end: instant.optional(),
  participant: z.array(z.object({ actor: fhirReference.optional(), status: z.string().optional() })).default([]),
});

export type FhirList = z.output<typeof list>;
export type FhirPatient = z.output<typeof patient>;
export type FhirAllergyIntolerance = z.output<typeof allergyIntolerance>;
export type FhirMedicationStatement = z.output<typeof medicationStatement>;
export type FhirMedicationRequest = z.output<typeof medicationRequest>;
export type FhirCondition = z.output<typeof condition>;
export type FhirImmunization = z.output<typeof immunization>;
export type FhirAppointment = z.output<typeof appointment>;
