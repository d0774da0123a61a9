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
  PREFERENCE,
  PRESCRIPTION,
  STAY,
  WARD,
} from '../../uk-core/coverage';

/** UKCore-Patient. The person's own GP is not named: only the practice. */
const PERSON = {
  nhsNumber: 'Patient.identifier (NHS number)',
  traceStatus: 'Patient.identifier.extension (NHSNumberVerificationStatus)',
  identifiers: 'Patient.identifier',
  name: 'Patient.name (official)',
  gender: 'Patient.gender',
  birthDate: 'Patient.birthDate',
  birthDateEstimated: '(R4 has no word for it)',
  deceased: 'Patient.deceasedBoolean, Patient.deceasedDateTime',
  deceasedAt: 'Patient.deceasedDateTime',
  address: 'Patient.address',
  telecom: 'Patient.telecom',
  ethnicCategory: 'Patient.extension (UKCore-EthnicCategory)',
  'generalPractice.odsCode': 'Patient.generalPractitioner.identifier',
  'generalPractice.name': 'Patient.generalPractitioner.display',
  'nextOfKin[].name': 'Patient.contact.name',
  'nextOfKin[].relationship': 'Patient.contact.relationship',
  'nextOfKin[].telecom': 'Patient.contact.telecom',
  restricted: 'Patient.meta.security',
} as const;

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
