import { z } from 'zod';
import { fhirCodeableConcept, fhirModifiers, fhirReference } from '../../wire/fhir/values';
import { dateTime, extensions, instant, period, resourceOf } from './elements';

/** UKCore-Flag: alerts, and (by category) resuscitation, capacity and end-of-life preferences. */
export const flag = resourceOf('Flag').extend({
  extension: extensions,
  status: z.string(),
  category: z.array(fhirCodeableConcept).default([]),
  code: fhirCodeableConcept,
  subject: fhirReference,
  period: period.optional(),
});

/** UKCore-AllergyIntolerance. */
export const allergyIntolerance = resourceOf('AllergyIntolerance').extend({
  clinicalStatus: fhirCodeableConcept.optional(),
  verificationStatus: fhirCodeableConcept.optional(),
  category: z.array(z.string()).default([]),
  criticality: z.string().optional(),
  code: fhirCodeableConcept,
  patient: fhirReference,
  recordedDate: dateTime.optional(),
  recorder: fhirReference.optional(),
  reaction: z.array(z.object({ manifestation: z.array(fhirCodeableConcept).default([]) })).default([]),
});

/** A medicine by its code, or by reference to a Medication (R4 `medication[x]`). */
export const medicine = {
  contained: z.array(z.object({ id: z.string().optional(), code: fhirCodeableConcept.optional() })).default([]),
  medicationCodeableConcept: fhirCodeableConcept.optional(),
  medicationReference: fhirReference.optional(),
};

/** R4 medicationrequest-intent: what was ordered, however it came to be. */
const ORDERS = ['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order'] as const;

/** UKCore-MedicationRequest: prescribed here, planned or thought of (`intent`). One that says what is not to be given (`doNotPerform`) is no prescription. */
export const medicationRequest = resourceOf('MedicationRequest').extend({
  status: z.string(),
  intent: z.enum([...ORDERS, 'plan', 'proposal', 'option']).optional(),
  doNotPerform: z.literal(false).optional(),
  category: z.array(fhirCodeableConcept).default([]),
  ...medicine,
  subject: fhirReference,
  authoredOn: dateTime.optional(),
  dosageInstruction: z
    .array(
      z.object({
        modifierExtension: fhirModifiers,
        sequence: z.number().int().optional(),
        text: z.string().optional(),
        timing: z.object({ repeat: z.object({ boundsPeriod: period.optional() }).optional() }).optional(),
      }),
    )
    .default([]),
});

/** UKCore-DocumentReference. */
export const documentReference = resourceOf('DocumentReference').extend({
  securityLabel: z.array(fhirCodeableConcept).default([]),
  status: z.string(),
  docStatus: z.string().optional(),
  type: fhirCodeableConcept,
  subject: fhirReference,
  date: instant.optional(),
  author: z.array(fhirReference).default([]),
  description: z.string().optional(),
  content: z
    .array(
      z.object({
        attachment: z.object({
          title: z.string().optional(),
          contentType: z.string().optional(),
          size: z.number().int().nonnegative().optional(),
        }),
      }),
    )
    .default([]),
});

/** UKCore-Appointment: a theatre case, a visit or a clinic. */
export const appointment = resourceOf('Appointment').extend({
  status: z.string(),
  description: z.string().optional(),
  specialty: z.array(fhirCodeableConcept).default([]),
  start: instant,
  end: instant.optional(),
  slot: z.array(fhirReference).default([]),
  participant: z.array(
    z.object({
      type: z.array(fhirCodeableConcept).default([]),
      actor: fhirReference.optional(),
      status: z.string().optional(),
    }),
  ),
});

export type FhirFlag = z.output<typeof flag>;
export type FhirAllergyIntolerance = z.output<typeof allergyIntolerance>;
export type FhirMedicationRequest = z.output<typeof medicationRequest>;
export type FhirDocumentReference = z.output<typeof documentReference>;
export type FhirAppointment = z.output<typeof appointment>;
