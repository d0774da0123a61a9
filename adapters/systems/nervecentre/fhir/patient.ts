import { z } from 'zod';
import { identifiers, resourceOf } from './elements';

/** Only whom a record is about is read of a Patient: Nervecentre does not answer for demographics here. */
export const patient = resourceOf('Patient').extend({ identifier: identifiers });
export type FhirPatient = z.output<typeof patient>;
