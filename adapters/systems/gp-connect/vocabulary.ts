export { NO_KNOWN_ALLERGIES, SNOMED } from '../../uk-core/vocabulary';

/** Addresses and codes of GP Connect 1.6.0 (FHIR STU3). */
const STU3 = 'https://fhir.nhs.uk/STU3';
const EXTENSION_BASE = `${STU3}/StructureDefinition/Extension-CareConnect-GPC`;

export const profile = (name: string): string => `${STU3}/StructureDefinition/CareConnect-GPC-${name}-1`;
export const BUNDLE_PROFILE = `${STU3}/StructureDefinition/GPConnect-StructuredRecord-Bundle-1`;
export const OUTCOME_PROFILE = `${STU3}/StructureDefinition/GPConnect-OperationOutcome-1`;
/** The specification writes this system two ways: only the code beside it may be relied on. */
export const ERROR_CODES = `${STU3}/ValueSet/Spine-ErrorOrWarningCode-1`;
export const EMPTY_REASON = `${STU3}/CodeSystem/CareConnect-ListEmptyReasonCode-1`;
export const PRESCRIPTION_TYPES = `${STU3}/CodeSystem/CareConnect-PrescriptionType-1`;
export const SDS_USER_ID = 'https://fhir.nhs.uk/Id/sds-user-id';
export const SDS_ROLE_PROFILE_ID = 'https://fhir.nhs.uk/Id/sds-role-profile-id';

export const EXTENSION = {
  nhsNumberVerification: `${STU3}/StructureDefinition/Extension-CareConnect-GPC-NHSNumberVerificationStatus-1`,
  listWarning: `${EXTENSION_BASE}-ListWarningCode-1`,
  lastIssue: `${EXTENSION_BASE}-MedicationStatementLastIssueDate-1`,
  prescriptionType: `${EXTENSION_BASE}-PrescriptionType-1`,
  problemSignificance: `${EXTENSION_BASE}-ProblemSignificance-1`,
  vaccinationProcedure: `${EXTENSION_BASE}-VaccinationProcedure-1`,
  bookingOrganisation: `${STU3}/StructureDefinition/Extension-GPConnect-BookingOrganisation-1`,
} as const;

/** SNOMED CT code of each area's List. */
export const AREA = {
  allergies: '886921000000105',
  medications: '933361000000108',
  problems: '717711000000103',
  immunisations: '1102181000000102',
} as const;
export type Area = keyof typeof AREA;
export const ENDED_ALLERGIES = '1103671000000101';

/** The parameter that asks for each area. */
export const INCLUDE = {
  allergies: 'includeAllergies',
  medications: 'includeMedication',
  problems: 'includeProblems',
  immunisations: 'includeImmunisations',
} as const satisfies Record<Area, string>;

const INTERACTION_BASE = 'urn:nhs:names:services:gpconnect:fhir';
export const INTERACTION = {
  structuredRecord: `${INTERACTION_BASE}:operation:gpc.getstructuredrecord-1`,
  findPatient: `${INTERACTION_BASE}:rest:search:patient-1`,
  patientAppointments: `${INTERACTION_BASE}:rest:search:patient_appointments-1`,
} as const;
export type Interaction = keyof typeof INTERACTION;

export const FHIR_JSON = 'application/fhir+json;charset=utf-8';
/** Seconds a token holds. */
export const TOKEN_LIFETIME = 300;
