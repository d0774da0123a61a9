import type { Capability } from './capabilities';

/**
 * Where the graph shows what a capability's record says: path in the canonical record (lists as `[]`, values such as a
 * code or a quantity whole) to `Type.field`; null for what only Causeway itself needs.
 */
type FieldsByPath = Readonly<Record<string, string | null>>;

const of = (type: string, ...fields: readonly string[]): FieldsByPath =>
  Object.fromEntries(fields.map((field) => [field, `${type}.${field}`]));

/** Fields of a part of the record. */
const each = (path: string, type: string, ...fields: readonly string[]): FieldsByPath =>
  Object.fromEntries(fields.map((field) => [`${path}${field}`, `${type}.${field}`]));

const order = (type: 'LabOrder' | 'ImagingOrder'): FieldsByPath =>
  of(type, 'placerNumber', 'fillerNumber', 'status', 'code', 'orderedAt', 'priority', 'requester', 'reason');

export const GRAPH_FIELDS: { readonly [C in Capability]: FieldsByPath } = {
  demographics: {
    ...of('Patient', 'nhsNumber', 'identifiers', 'name', 'otherNames', 'gender', 'birthDate', 'birthDateEstimated'),
    traceStatus: 'Patient.nhsNumberStatus',
    ...of('Patient', 'deceased', 'deceasedAt', 'address', 'telecom', 'ethnicCategory', 'restricted'),
    preferredLanguage: null,
    ...each('generalPractice.', 'GeneralPractice', 'odsCode', 'name', 'generalPractitioner'),
    ...each('nextOfKin[].', 'NextOfKin', 'name', 'relationship', 'telecom'),
  },
  encounters: {
    ...of('Encounter', 'identifier', 'status', 'class'),
    'period.start': 'Encounter.period',
    'period.startDate': 'Encounter.period',
    'period.end': 'Encounter.period',
    'period.endDate': 'Encounter.period',
    subject: 'Encounter.patient',
    'place.ward': 'Encounter.ward',
    'place.bed': 'Encounter.bed',
    'place.period': null,
    'previousPlaces[].ward': 'EncounterPlace.ward',
    'previousPlaces[].bed': 'EncounterPlace.bed',
    'previousPlaces[].period': 'EncounterPlace.period',
    ...of('Encounter', 'admissionMethod', 'admissionSource', 'dischargeMethod', 'dischargeDestination'),
    ...of('Encounter', 'specialty', 'consultant', 'reason', 'expectedDischarge'),
    expectedAdmission: null,
  },
  wards: {
    'ward.code': 'Ward.code',
    'ward.organisation': 'Ward.organisation',
    ...of('Ward', 'name', 'site', 'siteName', 'specialty', 'virtual'),
  },
  'bed-state': { ward: 'Bed.ward', ...of('Bed', 'code', 'name', 'bay', 'status'), visit: 'Bed.occupant' },
  'bed-housekeeping': { ward: null, code: null, ...of('Bed', 'status', 'sex', 'sideRoom') },
  'discharge-readiness': {
    visit: 'DischargeReadiness.encounter',
    subject: 'DischargeReadiness.patient',
    ...of('DischargeReadiness', 'ward', 'bed', 'readySince', 'pathway', 'reasonWaiting'),
    medicallyFit: null,
  },
  observations: {
    ...of('Observation', 'status', 'code', 'effective', 'valueText', 'quantity', 'concept', 'performer'),
    interpretation: 'Observation.interpretation',
    'components[].code': 'ObservationComponent.code',
    'components[].valueText': 'ObservationComponent.valueText',
    'components[].quantity': 'ObservationComponent.quantity',
    'components[].interpretation': 'ObservationComponent.interpretation',
  },
  'early-warning': {
    ...of('EarlyWarning', 'total', 'singleThree', 'effective'),
    'parts[].code': 'EarlyWarningPart.code',
    'parts[].score': 'EarlyWarningPart.score',
    subject: 'EarlyWarning.patient',
    visit: 'EarlyWarning.encounter',
    status: null,
    ward: null,
  },
  escalations: {
    ...of('Escalation', 'status', 'priority', 'authoredOn', 'owner', 'dueBy'),
    scoreKey: 'EarlyWarning.escalation',
    acknowledgedAt: 'EarlyWarning.acknowledgedAt',
    subject: null,
    ward: null,
  },
  'lab-reports': {
    ...of('LabReport', 'fillerNumber', 'placerNumber', 'status', 'code', 'collected', 'issued', 'requester'),
    ...of('LabReport', 'collectedDate'),
    ...of('LabReport', 'laboratory', 'specimen', 'document'),
    ...each('results[].', 'LabResult', 'code', 'status', 'valueText', 'quantity', 'concept', 'interpretation'),
    ...each('results[].', 'LabResult', 'issued', 'notes'),
    ...each('results[].referenceRanges[].', 'ReferenceRange', 'text', 'low', 'high'),
    'results[].key': null,
    'results[].parent': null,
    ...each('organisms[].', 'Organism', 'organism', 'growth'),
    ...each('organisms[].sensitivities[].', 'Sensitivity', 'agent', 'result'),
    ...each('previous[].', 'ReportVersion', 'status', 'issued', 'messageId'),
    'previous[].results': 'LabResult.previous',
    retracted: null,
    subject: 'CriticalResult.patient',
    visit: 'CriticalResult.encounter',
    ward: null,
  },
  'lab-orders': order('LabOrder'),
  'result-acknowledgements': {
    resultKey: 'CriticalResult.acknowledgement',
    acknowledgedAt: 'CriticalResult.acknowledgedAt',
    by: null,
  },
  'imaging-studies': {
    uid: 'ImagingStudy.thumbnailUrl',
    ...of('ImagingStudy', 'accessionNumber', 'description', 'code', 'modalities', 'started', 'series', 'instances'),
    ...of('ImagingStudy', 'startedDate', 'availability'),
  },
  'imaging-reports': {
    ...of('ImagingReport', 'accessionNumber', 'status', 'code', 'issued', 'reporter', 'text'),
    ...each('previous[].', 'ImagingReportVersion', 'status', 'issued', 'text', 'messageId'),
    placerNumber: null,
    retracted: null,
  },
  'imaging-orders': order('ImagingOrder'),
  allergies: {
    ...of('AllergyIntolerance', 'code', 'clinicalStatus', 'verificationStatus', 'category', 'criticality'),
    ...of('AllergyIntolerance', 'reactions', 'recordedDate', 'recorder'),
    assertsNone: 'AllergyIntoleranceConnection.assertedNone',
  },
  medications: {
    ...of('Medication', 'medication', 'status', 'prescriptionType', 'dosageText', 'lastIssued'),
    'effective.start': 'Medication.effective',
    'effective.startDate': 'Medication.effective',
    'effective.end': 'Medication.effective',
    'effective.endDate': 'Medication.effective',
    ...each('issues[].', 'MedicationIssue', 'issuedOn', 'quantity'),
    'issues[].key': null,
  },
  problems: {
    ...of('Condition', 'code', 'clinicalStatus', 'significance', 'onset', 'onsetText', 'abatement', 'abatementText'),
    ...of('Condition', 'recordedDate'),
  },
  immunisations: of('Immunisation', 'vaccine', 'occurred', 'occurredText', 'status', 'doseNumber'),
  documents: of('DocumentReference', 'type', 'title', 'created', 'author', 'contentType', 'bytes'),
  preferences: of('Preference', 'category', 'code', 'status', 'recordedDate', 'note'),
  flags: {
    ...of('Flag', 'code', 'category', 'status'),
    'period.start': 'Flag.period',
    'period.startDate': 'Flag.period',
    'period.end': 'Flag.period',
    'period.endDate': 'Flag.period',
  },
  'care-team': {
    ...of('CareTeam', 'name', 'status'),
    ...each('members[].', 'CareTeamMember', 'name', 'role', 'organisation', 'telecom'),
  },
  appointments: {
    ...of('Appointment', 'status', 'kind', 'start', 'startDate', 'end', 'description', 'place', 'practitioner'),
    ...of('Appointment', 'specialty'),
  },
  'theatre-lists': {
    kind: null,
    'theatre.organisation': 'TheatreSession.organisation',
    'theatre.code': 'TheatreSession.theatreCode',
    theatreName: 'TheatreSession.theatre',
    ...of('TheatreSession', 'name', 'consultant', 'specialty', 'start', 'end', 'unavailableMinutes', 'active'),
    session: 'TheatreSession.cases',
    ...of('TheatreCase', 'status', 'procedure'),
    subject: 'TheatreCase.patient',
  },
  'waiting-list': {
    ...of('WaitingListEntry', 'status', 'list', 'specialty', 'consultant', 'added', 'originalDate', 'toComeIn'),
    ...of('WaitingListEntry', 'priority', 'guaranteedDate'),
    'suspension.from': 'WaitingListEntry.suspendedFrom',
    'suspension.to': 'WaitingListEntry.suspendedTo',
    subject: 'WaitingListEntry.patient',
    removalReason: null,
    site: null,
  },
};
