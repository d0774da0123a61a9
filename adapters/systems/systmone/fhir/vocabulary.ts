/** Codes and addresses of the contract (README): published ones first, SystmOne's own after. */
export const SNOMED = 'http://snomed.info/sct';
export const UCUM = 'http://unitsofmeasure.org';
export const DMD = 'https://dmd.nhs.uk';
export const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
export const OPERATIONAL_STATUS = 'http://terminology.hl7.org/CodeSystem/v2-0116';
export const PHYSICAL_TYPE = 'http://terminology.hl7.org/CodeSystem/location-physical-type';
export const OBSERVATION_CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
export const ADMISSION_METHOD_EXTENSION =
  'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AdmissionMethod';
export const DISCHARGE_METHOD_EXTENSION =
  'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DischargeMethod';
export const ETHNIC_CATEGORY_EXTENSION = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory';
export const NHS_NUMBER_STATUS_EXTENSION =
  'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus';

const OWN = 'https://systmone.example';
export const OWN_CODES = `${OWN}/CodeSystem/local`;
export const VISIT_SYSTEM = `${OWN}/Id/visit`;
export const LOCATION_SYSTEM = `${OWN}/Id/location`;
export const FLAG_CATEGORIES = `${OWN}/CodeSystem/flag-category`;
export const SERVICE_CATEGORIES = `${OWN}/CodeSystem/service-category`;
export const DOCUMENT_TYPES = `${OWN}/CodeSystem/document-type`;

/** What R4 has no element for. */
export const EXTENSION = {
  bedSex: `${OWN}/StructureDefinition/bed-sex`,
  sideRoom: `${OWN}/StructureDefinition/side-room`,
  expectedDischarge: `${OWN}/StructureDefinition/expected-discharge-date`,
  dischargeReady: `${OWN}/StructureDefinition/discharge-ready-date`,
  medicallyFit: `${OWN}/StructureDefinition/medically-fit`,
  dischargePathway: `${OWN}/StructureDefinition/discharge-pathway`,
  reasonWaiting: `${OWN}/StructureDefinition/reason-waiting`,
  note: `${OWN}/StructureDefinition/note`,
} as const;

/** RCP NEWS2 total (UKCore-Observation-EarlyWarningTotalScore). The paediatric total is another concept and never stands in for it. */
export const NEWS2_TOTAL = '1104051000000101';
/** Sub-scores of the UK Core EarlyWarning profiles: SpO2 has two scales, of which one applies. */
export const NEWS2_PARTS = {
  respiration: '1104301000000104',
  spo2Scale1: '1104311000000102',
  spo2Scale2: '1104321000000108',
  oxygen: '1104331000000105',
  systolic: '1104341000000101',
  pulse: '1104351000000103',
  consciousness: '1104361000000100',
  temperature: '1104371000000107',
} as const;
/** One of each parameter: with fewer, nobody can say that none scored 3. */
export const NEWS2_PARAMETERS = 7;

/** "No known allergies": the positive statement. */
export const NO_KNOWN_ALLERGIES = '716186003';

/** Flags of these categories say what a person wants or can decide; all others are alerts. */
export const PREFERENCE_CATEGORIES = ['resuscitation', 'capacity', 'end-of-life', 'advance-decision'] as const;

/** v3 Confidentiality: R restricted, V very restricted. Such a person's whereabouts are masked. */
export const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
export const RESTRICTED_CODES: readonly string[] = ['R', 'V'];
/** Who asks, for SystmOne's own audit trail (README). */
export const USER_CLAIMS_HEADER = 'x-user-claims';
