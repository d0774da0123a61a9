/**
 * Where the sources of this folder find each fact (FHIR R4, UK Core): paths of `GRAPH_FIELDS` to elements. A system names
 * those that it really sends.
 */
export const STAY = {
  identifier: 'Encounter.identifier',
  status: 'Encounter.status',
  class: 'Encounter.class',
  'period.start': 'Encounter.period.start',
  subject: 'Encounter.subject',
  'place.ward': 'Encounter.location',
  'place.bed': 'Encounter.location',
  'place.period': 'Encounter.location.period',
  admissionMethod: 'Encounter.hospitalization.extension (UKCore-AdmissionMethod)',
  specialty: 'Encounter.serviceType',
  consultant: 'Encounter.participant (PPRF)',
  reason: 'Encounter.reasonCode',
  expectedDischarge: 'Encounter.extension (expectedDischarge)',
} as const;

/** Of systems that also keep stays that are over. */
export const PAST_STAY = {
  'period.end': 'Encounter.period.end',
  'previousPlaces[].ward': 'Encounter.location',
  'previousPlaces[].bed': 'Encounter.location',
  'previousPlaces[].period': 'Encounter.location.period',
  dischargeMethod: 'Encounter.extension (UKCore-DischargeMethod)',
} as const;

/** UKCore-Patient. */
export const PERSON = {
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
  preferredLanguage: 'Patient.communication.language (preferred)',
  ethnicCategory: 'Patient.extension (UKCore-EthnicCategory)',
  'generalPractice.odsCode': 'Patient.generalPractitioner.identifier',
  'generalPractice.name': 'Patient.generalPractitioner.display',
  'generalPractice.generalPractitioner': 'Patient.generalPractitioner (Practitioner)',
  'nextOfKin[].name': 'Patient.contact.name',
  'nextOfKin[].relationship': 'Patient.contact.relationship',
  'nextOfKin[].telecom': 'Patient.contact.telecom',
  restricted: 'Patient.meta.security',
} as const;

export const WARD = {
  'ward.code': 'Location.identifier',
  'ward.organisation': '(whose instance it is)',
  name: 'Location.name',
  site: 'Location.partOf (site).identifier',
  siteName: 'Location.partOf (site).name',
  specialty: 'Location.type',
  virtual: 'Location.physicalType (vi)',
} as const;

export const BED = {
  ward: 'Location.partOf (ward)',
  code: 'Location.identifier',
  name: 'Location.name',
  bay: 'Location.partOf (area)',
  status: 'Location.operationalStatus',
  visit: 'Encounter.location, Encounter.identifier',
} as const;

export const HOUSEKEEPING = {
  ward: 'Location.partOf (ward)',
  code: 'Location.identifier',
  status: 'Location.operationalStatus',
  sex: 'Location.extension (bedSex)',
  sideRoom: 'Location.extension (sideRoom)',
} as const;

export const DISCHARGE_READINESS = {
  visit: 'Encounter.identifier',
  ward: 'Encounter.location',
  bed: 'Encounter.location',
  subject: 'Encounter.subject',
  readySince: 'Encounter.extension (dischargeReady)',
  medicallyFit: 'Encounter.extension (medicallyFit)',
  pathway: 'Encounter.extension (dischargePathway)',
  reasonWaiting: 'Encounter.extension (reasonWaiting)',
} as const;

export const OBSERVATION = {
  status: 'Observation.status',
  code: 'Observation.code',
  effective: 'Observation.effective[x]',
  valueText: 'Observation.value[x]',
  quantity: 'Observation.valueQuantity',
  concept: 'Observation.valueCodeableConcept',
  interpretation: 'Observation.interpretation',
  performer: 'Observation.performer',
  'components[].code': 'Observation.component.code',
  'components[].valueText': 'Observation.component.value[x]',
  'components[].quantity': 'Observation.component.valueQuantity',
  'components[].interpretation': 'Observation.component.interpretation',
} as const;

export const EARLY_WARNING = {
  status: 'Observation.status',
  effective: 'Observation.effective[x]',
  total: 'Observation.valueQuantity',
  'parts[].code': 'Observation.hasMember, Observation.code',
  'parts[].score': 'Observation.hasMember, Observation.valueQuantity',
  singleThree: 'Observation.hasMember, Observation.valueQuantity',
  subject: 'Observation.subject',
  visit: 'Observation.encounter.identifier',
  ward: 'Encounter.location',
} as const;

export const ALLERGY = {
  code: 'AllergyIntolerance.code',
  assertsNone: 'AllergyIntolerance.code (716186003)',
  clinicalStatus: 'AllergyIntolerance.clinicalStatus',
  verificationStatus: 'AllergyIntolerance.verificationStatus',
} as const;

export const PRESCRIPTION = {
  medication: 'MedicationRequest.medicationCodeableConcept',
  status: 'MedicationRequest.status',
  prescriptionType: 'MedicationRequest.category',
  dosageText: 'MedicationRequest.dosageInstruction.text',
  'effective.start': 'MedicationRequest.dosageInstruction.timing, MedicationRequest.authoredOn',
} as const;

export const DOCUMENT = {
  type: 'DocumentReference.type',
  title: 'DocumentReference.content.attachment.title',
  created: 'DocumentReference.date',
  author: 'DocumentReference.author',
  contentType: 'DocumentReference.content.attachment.contentType',
  bytes: 'DocumentReference.content.attachment.size',
} as const;

export const PREFERENCE = {
  category: 'Flag.category',
  code: 'Flag.code',
  status: 'Flag.status',
  recordedDate: 'Flag.period.start',
} as const;

export const CARE_TEAM = {
  name: 'CareTeam.name',
  status: 'CareTeam.status',
  'members[].name': 'CareTeam.participant.member, CareTeam.contained (Practitioner).name',
  'members[].role': 'CareTeam.participant.role',
  'members[].telecom': 'CareTeam.contained (Practitioner).telecom',
} as const;

export const APPOINTMENT = {
  status: 'Appointment.status',
  kind: '(one kind a system)',
  start: 'Appointment.start',
  end: 'Appointment.end',
  description: 'Appointment.description',
  place: 'Appointment.participant (Location)',
  practitioner: 'Appointment.participant (Practitioner)',
} as const;
