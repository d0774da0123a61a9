import type { Coverage } from '../../contract';
import {
  ALLERGY,
  APPOINTMENT,
  BED,
  CARE_TEAM,
  DISCHARGE_READINESS,
  DOCUMENT,
  EARLY_WARNING,
  HOUSEKEEPING,
  OBSERVATION,
  PERSON,
  PREFERENCE,
  PRESCRIPTION,
  STAY,
  WARD,
} from '../../uk-core/coverage';

/** The facade shows the stays of today (none that is over, and no earlier place of one), and problems without an end. */
export const coverage: Coverage = {
  demographics: PERSON,
  encounters: STAY,
  wards: WARD,
  'bed-state': BED,
  'bed-housekeeping': HOUSEKEEPING,
  'discharge-readiness': DISCHARGE_READINESS,
  observations: OBSERVATION,
  'early-warning': EARLY_WARNING,
  allergies: ALLERGY,
  medications: PRESCRIPTION,
  problems: { code: 'Condition.code', clinicalStatus: 'Condition.clinicalStatus', onset: 'Condition.onsetDateTime' },
  immunisations: {
    vaccine: 'Immunization.vaccineCode',
    occurred: 'Immunization.occurrenceDateTime',
    status: 'Immunization.status',
  },
  documents: DOCUMENT,
  preferences: PREFERENCE,
  'care-team': CARE_TEAM,
  appointments: { ...APPOINTMENT, kind: '(community visits only)' },
};
