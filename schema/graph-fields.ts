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

/** Fields that are counted or worked out here from what capabilities say. */
const DERIVED: { readonly [C in Capability]?: readonly string[] } = {
  encounters: ['Encounter.previousPlaces'],
  'bed-state': ['WardBedState.total', 'WardBedState.occupied', 'Ward.beds', 'BedGroup.total', 'BedGroup.occupied'],
  'bed-housekeeping': [
    ...['open', 'available', 'closed', 'cleaning', 'groups'].map((field) => `WardBedState.${field}`),
    ...['sex', 'sideRoom', 'available'].map((field) => `BedGroup.${field}`),
  ],
  wards: ['WardBedState.ward'],
  observations: ['Observation.components'],
  'early-warning': ['EarlyWarning.parts'],
  escalations: ['EarlyWarning.escalation', 'EarlyWarning.acknowledgedAt'],
};

const byField = new Map<string, Capability[]>();
for (const capability of ALL_CAPABILITIES)
  for (const field of [...Object.values(GRAPH_FIELDS[capability] ?? {}), ...(DERIVED[capability] ?? [])])
    if (field !== null) byField.set(field, [...new Set([...(byField.get(field) ?? []), capability])]);

/** The capabilities that fill a field of the graph; empty where that is not written down. */
export const capabilitiesOfField = (field: string): readonly Capability[] => byField.get(field) ?? [];
