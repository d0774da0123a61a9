import { z } from 'zod';
import {
  fhirAddress,
  fhirCodeableConcept,
  fhirContactPoint,
  fhirHumanName,
  fhirIdentifier,
  fhirReference,
} from '../../wire/fhir/values';
import { dateTime, extensions, resourceOf } from './elements';

/** UKCore-Patient, all that is read of somebody. The trace status of an NHS number is an extension of its identifier. */
export const registeredPatient = resourceOf('Patient').extend({
  extension: extensions,
  identifier: z.array(fhirIdentifier.extend({ extension: extensions })).default([]),
  active: z.boolean().optional(),
  name: z.array(fhirHumanName).default([]),
  telecom: z.array(fhirContactPoint).default([]),
  gender: z.string().optional(),
  birthDate: z.string().optional(),
  deceasedBoolean: z.boolean().optional(),
  deceasedDateTime: dateTime.optional(),
  address: z.array(fhirAddress).default([]),
  contact: z
    .array(
      z.object({
        relationship: z.array(fhirCodeableConcept).default([]),
        name: fhirHumanName.optional(),
        telecom: z.array(fhirContactPoint).default([]),
      }),
    )
    .default([]),
  communication: z.array(z.object({ language: fhirCodeableConcept, preferred: z.boolean().optional() })).default([]),
  link: z.array(z.object({ other: fhirReference, type: z.string() })).default([]),
  generalPractitioner: z.array(fhirReference).default([]),
});
export type RegisteredPatient = z.output<typeof registeredPatient>;
