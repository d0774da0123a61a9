import { ALL_CAPABILITIES, type Capability } from './capabilities';
import { GRAPH_FIELDS } from './graph-fields';

const fields = (type: string, ...names: readonly string[]): readonly string[] => names.map((name) => `${type}.${name}`);

/** Worked out of orders, reports and escalations alike. */
const EMERGENCY_WAITS: readonly string[] = [
  ...fields('EmergencyPatient', 'waitingFor', 'notKnown'),
  ...fields('EmergencyWait', 'kind', 'code', 'since'),
];

/** Fields that lead to a capability's records, and those that are counted or worked out of them. */
const DERIVED: { readonly [C in Capability]?: readonly string[] } = {
  demographics: [
    ...fields('Query', 'patient', 'patients'),
    ...fields('Patient', 'age', 'generalPractice', 'nextOfKin', 'conflicts'),
    ...fields('Address', 'text', 'line', 'city', 'postalCode', 'use'),
    ...fields('Conflict', 'field', 'values'),
    'ConflictingValue.value',
  ],
  encounters: [
    ...fields('Query', 'encounters', 'flowForecast', 'earlyWarnings', 'criticalResults', 'virtualWardPatients'),
    ...[
      'Query.emergencyPatients',
      ...fields('EmergencyPatient', 'patient', 'encounter', 'arrived', 'minutesHere', 'admitted'),
    ],
    ...fields('VirtualWardPatient', 'patient', 'encounter', 'contactToday', 'contactedAt'),
    ...['Encounter.previousPlaces', 'FlowForecast.discharges', 'EarlyWarningConnection.notAssessed'],
    ...fields('ExpectedDischarge', 'encounter', 'patient', 'ward', 'expected'),
    ...fields('CriticalResult', 'patient', 'encounter'),
    ...fields('Patient', 'encounters', 'currentEncounter'),
    ...['WaitingListEntry.emergencyAttendances', ...fields('EmergencyAttendance', 'encounter', 'period')],
  ],
  wards: ['Query.wards', 'Query.bedState', 'Query.virtualWardPatients', 'WardBedState.ward'],
  'bed-state': [
    ...['Query.bedState', 'FlowForecast.beds', 'Ward.beds', ...fields('WardBedState', 'total', 'occupied')],
    ...fields('BedGroup', 'total', 'occupied'),
  ],
  'bed-housekeeping': [
    'Query.bedState',
    ...fields('WardBedState', 'open', 'available', 'closed', 'cleaning', 'groups'),
    ...fields('BedGroup', 'sex', 'sideRoom', 'available'),
  ],
  escalations: EMERGENCY_WAITS,
  'discharge-readiness': ['Query.readyForDischarge', 'DischargeReadiness.daysWaiting'],
  observations: [
    ...['Observation.components', ...fields('Patient', 'observations', 'latestObservations')],
    ...['Query.virtualWardPatients', ...fields('VirtualWardPatient', 'assessment', 'outOfRange')],
  ],
  'early-warning': [
    ...['EarlyWarning.parts', 'Query.earlyWarnings', 'Patient.earlyWarningScores'],
    ...['Query.virtualWardPatients', ...fields('VirtualWardPatient', 'assessment', 'earlyWarning')],
  ],
  'lab-reports': [
    ...['Query.criticalResults', 'CriticalResult.result', 'LabReport.results', 'LabReport.organisms'],
    ...['LabReport.previous', 'LabResult.referenceRanges', 'Organism.sensitivities'],
    ...fields('LabResult', 'effective', 'effectiveDate', 'laboratory', 'fillerNumber'),
    ...fields('ResultVersion', 'valueText', 'status', 'issued', 'messageId'),
    ...fields('AttachedDocument', 'contentType', 'bytes'),
    ...fields('Patient', 'labReports', 'labResults', 'latestResults'),
    ...EMERGENCY_WAITS,
  ],
  'lab-orders': ['Patient.labOrders', ...EMERGENCY_WAITS],
  'result-acknowledgements': ['Query.criticalResults'],
  'imaging-studies': ['Patient.imagingStudies'],
  'imaging-reports': ['Patient.imagingReports', 'ImagingStudy.report', 'ImagingReport.previous', ...EMERGENCY_WAITS],
  'imaging-orders': ['Patient.imagingOrders', ...EMERGENCY_WAITS],
  allergies: ['Patient.allergies'],
  medications: ['Patient.medications', 'Medication.issues'],
  problems: ['Patient.problems'],
  immunisations: ['Patient.immunisations'],
  documents: ['Patient.documents'],
  preferences: ['Patient.preferences'],
  flags: ['Patient.flags'],
  'care-team': ['Patient.careTeams', 'CareTeam.members'],
  appointments: [
    ...['Patient.appointments', 'Query.virtualWardPatients'],
    ...fields('VirtualWardPatient', 'contactToday', 'contactedAt'),
  ],
  'theatre-lists': [
    ...['Query.theatreSessions', 'Query.theatreCasesWithoutSession'],
    ...fields('TheatreCase', 'organisation', 'theatreCode', 'theatre', 'start', 'end'),
  ],
  'waiting-list': [
    ...['Query.waitingList', 'Patient.waitingList', 'Query.flowForecast', 'FlowForecast.admissions'],
    'WaitingListEntry.daysWaiting',
    ...fields('ExpectedAdmission', 'patient', 'organisation', 'toComeIn', 'specialty'),
  ],
};

const byField = new Map<string, Capability[]>();
for (const capability of ALL_CAPABILITIES)
  for (const field of [...Object.values(GRAPH_FIELDS[capability]), ...(DERIVED[capability] ?? [])])
    if (field !== null) byField.set(field, [...new Set([...(byField.get(field) ?? []), capability])]);

/** The capabilities that fill a field of the graph; empty where it belongs to none. */
export const capabilitiesOfField = (field: string): readonly Capability[] => byField.get(field) ?? [];
