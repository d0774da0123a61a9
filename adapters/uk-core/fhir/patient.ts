import { identifiers, resourceOf } from './elements';

/** UKCore-Patient, for whom a record is about and nothing else. */
export const patient = resourceOf('Patient').extend({ identifier: identifiers });
