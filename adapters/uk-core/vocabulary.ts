/** Codes and addresses that FHIR, HL7 UK and the RCP publish. */
export const SNOMED = 'http://snomed.info/sct';
export const UCUM = 'http://unitsofmeasure.org';
export const DMD = 'https://dmd.nhs.uk';
export const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
/** As R4, STU3 and its OID name it. */
export const ACT_CODES: readonly string[] = [
  ACT_CODE,
  'http://hl7.org/fhir/v3/ActCode',
  'urn:oid:2.16.840.1.113883.5.4',
];
/** v3-Confidentiality as R4, STU3 and HL7 v3 name it; the first is written. */
export const CONFIDENTIALITY = [
  'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
  'http://hl7.org/fhir/v3/Confidentiality',
  'urn:oid:2.16.840.1.113883.5.25',
] as const;
export const OPERATIONAL_STATUS = 'http://terminology.hl7.org/CodeSystem/v2-0116';
export const PHYSICAL_TYPE = 'http://terminology.hl7.org/CodeSystem/location-physical-type';
export const OBSERVATION_INTERPRETATION = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
export const OBSERVATION_CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
export const ADMISSION_METHOD_EXTENSION =
  'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AdmissionMethod';
export const DISCHARGE_METHOD_EXTENSION =
  'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DischargeMethod';
export const NHS_NUMBER_STATUS_EXTENSION =
  'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus';
export const ETHNIC_CATEGORY_EXTENSION = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory';
/** Numbers of a person: of the GMC's register, a prescriber's, a user's. An organisation has none of them. */
export const PRACTITIONER_SYSTEMS = [
  'https://fhir.hl7.org.uk/Id/gmc-number',
  'https://fhir.hl7.org.uk/Id/gmp-number',
  'https://fhir.nhs.uk/Id/sds-user-id',
] as const;

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

/** What nobody publishes: each system's own identifier systems, codes and extensions. */
export interface LocalVocabulary {
  /** The address that all of them stand under. */
  readonly own: string;
  readonly codes: string;
  readonly visitSystem: string;
  readonly locationSystem: string;
  readonly flagCategories: string;
  readonly serviceCategories: string;
  readonly documentTypes: string;
  /** What R4 has no element for. */
  readonly extension: Readonly<
    Record<
      | 'bedSex'
      | 'sideRoom'
      | 'expectedDischarge'
      | 'dischargeReady'
      | 'medicallyFit'
      | 'dischargePathway'
      | 'reasonWaiting'
      | 'note',
      string
    >
  >;
}

/** The vocabulary of this house's contracts, under a system's own address. */
export const localVocabulary = (own: string): LocalVocabulary => ({
  own,
  codes: `${own}/CodeSystem/local`,
  visitSystem: `${own}/Id/visit`,
  locationSystem: `${own}/Id/location`,
  flagCategories: `${own}/CodeSystem/flag-category`,
  serviceCategories: `${own}/CodeSystem/service-category`,
  documentTypes: `${own}/CodeSystem/document-type`,
  extension: {
    bedSex: `${own}/StructureDefinition/bed-sex`,
    sideRoom: `${own}/StructureDefinition/side-room`,
    expectedDischarge: `${own}/StructureDefinition/expected-discharge-date`,
    dischargeReady: `${own}/StructureDefinition/discharge-ready-date`,
    medicallyFit: `${own}/StructureDefinition/medically-fit`,
    dischargePathway: `${own}/StructureDefinition/discharge-pathway`,
    reasonWaiting: `${own}/StructureDefinition/reason-waiting`,
    note: `${own}/StructureDefinition/note`,
  },
});
