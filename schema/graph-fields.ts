import { ALL_CAPABILITIES, type Capability } from './capabilities';

/**
 * Where the graph shows what a capability's record says: path in the canonical record (lists as `[]`, values such as a
 * code or a quantity whole) to `Type.field`; null for what only Causeway itself needs. Kept for the capabilities whose
 * coverage is declared by adapters.
 */
type FieldsByPath = Readonly<Record<string, string | null>>;

const of = (type: string, ...fields: readonly string[]): FieldsByPath =>
  Object.fromEntries(fields.map((field) => [field, `${type}.${field}`]));

export const GRAPH_FIELDS: { readonly [C in Capability]?: FieldsByPath } = {
  encounters: {
    ...of('Encounter', 'identifier', 'status', 'class'),
    'period.start': 'Encounter.period',
    'period.end': 'Encounter.period',
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
    ...of('Ward', 'name', 'site', 'siteName', 'specialty'),
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
    'components[].code': 'ObservationComponent.code',
    'components[].valueText': 'ObservationComponent.valueText',
    'components[].quantity': 'ObservationComponent.quantity',
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
};

const fields = (type: string, ...names: readonly string[]): readonly string[] => names.map((name) => `${type}.${name}`);

/** Fields that lead to a capability's records, and those that are counted or worked out of them. */
const DERIVED: { readonly [C in Capability]?: readonly string[] } = {
  demographics: [
    ...fields('Query', 'patient', 'patients'),
    ...fields('Patient', 'nhsNumber', 'nhsNumberStatus', 'identifiers', 'name', 'otherNames', 'gender', 'birthDate'),
    ...fields('Patient', 'birthDateEstimated', 'age', 'deceased', 'deceasedAt', 'address', 'telecom', 'ethnicCategory'),
    ...fields('Patient', 'generalPractice', 'nextOfKin', 'restricted', 'conflicts'),
  ],
  encounters: [
    ...['Query.encounters', 'Query.flowForecast', 'Encounter.previousPlaces', 'Query.earlyWarnings'],
    ...fields('Patient', 'encounters', 'currentEncounter'),
  ],
  wards: ['Query.wards', 'Query.bedState', 'WardBedState.ward'],
  'bed-state': [
    ...['Query.bedState', 'Ward.beds', ...fields('WardBedState', 'total', 'occupied')],
    ...fields('BedGroup', 'total', 'occupied'),
  ],
  'bed-housekeeping': [
    'Query.bedState',
    ...fields('WardBedState', 'open', 'available', 'closed', 'cleaning', 'groups'),
    ...fields('BedGroup', 'sex', 'sideRoom', 'available'),
  ],
  'discharge-readiness': ['Query.readyForDischarge', 'DischargeReadiness.daysWaiting'],
  observations: ['Observation.components', ...fields('Patient', 'observations', 'latestObservations')],
  'early-warning': ['EarlyWarning.parts', 'Query.earlyWarnings', 'Patient.earlyWarningScores'],
  escalations: fields('EarlyWarning', 'escalation', 'acknowledgedAt'),
  'lab-reports': ['Query.criticalResults', ...fields('Patient', 'labReports', 'labResults', 'latestResults')],
  'lab-orders': ['Patient.labOrders'],
  'result-acknowledgements': ['Query.criticalResults'],
  'imaging-studies': ['Patient.imagingStudies'],
  'imaging-reports': ['Patient.imagingReports'],
  'imaging-orders': ['Patient.imagingOrders'],
  allergies: ['Patient.allergies'],
  medications: ['Patient.medications'],
  problems: ['Patient.problems'],
  immunisations: ['Patient.immunisations'],
  documents: ['Patient.documents'],
  preferences: ['Patient.preferences'],
  flags: ['Patient.flags'],
  'care-team': ['Patient.careTeams'],
  appointments: ['Patient.appointments'],
  'waiting-list': ['Patient.waitingList', 'Query.flowForecast'],
};

const byField = new Map<string, Capability[]>();
for (const capability of ALL_CAPABILITIES)
  for (const field of [...Object.values(GRAPH_FIELDS[capability] ?? {}), ...(DERIVED[capability] ?? [])])
    if (field !== null) byField.set(field, [...new Set([...(byField.get(field) ?? []), capability])]);

/** The capabilities that fill a field of the graph; empty where that is not written down. */
export const capabilitiesOfField = (field: string): readonly Capability[] => byField.get(field) ?? [];
