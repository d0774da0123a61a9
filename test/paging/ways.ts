import type { Role } from '../../schema/capabilities';
import { variablesOf } from '../scenarios/hospital';

/** How a list of the seeded hospital is reached. */
export interface Way {
  readonly role: Role;
  /** On whose wards, of which organisation: the role's usual ones unless given. */
  readonly on?: { readonly wards: readonly string[]; readonly organisation: string };
  /** Beside `first` and `after`. */
  readonly args?: string;
  /** The query around the list; at its root unless given. */
  readonly around?: (list: string) => string;
  /** Where the list stands then: keys of the answer, places of a list among them. */
  readonly under?: readonly (string | number)[];
}

const [WARD_12 = '', WARD_15 = '', CEDAR = ''] = variablesOf('09-bed-state')['wards'] as string[];
const [EMERGENCY = ''] = variablesOf('12-emergency-department')['wards'] as string[];
const WARDS = `wards: ${JSON.stringify([WARD_12, WARD_15, CEDAR])}`;
const EVER = 'window: { from: "2015-01-01T00:00:00Z", to: "2028-01-01T00:00:00Z" }';

const byClinician = (args?: string): Way => ({ role: 'clinician', ...(args !== undefined && { args }) });
const ofPatient = (nhsNumber: string, args?: string): Way => ({
  ...byClinician(args),
  around: (list) => `patient(nhsNumber: "${nhsNumber}") { ${list} }`,
  under: ['patient'],
});
/** Of whom six systems know something. */
const ofMavis = (args?: string): Way => ofPatient('9990000018', args);
/** Who was observed every few hours, for days. */
const ofObserved = (args?: string): Way => ofPatient('9990012741', args);
const ofForecast = (window = ''): Way => ({
  ...byClinician(),
  around: (list) => `flowForecast${window} { ${list} }`,
  under: ['flowForecast'],
});

/** Every list that can be paged, with as much in it as the seeded hospital has. */
export const WAYS: Readonly<Record<string, Way>> = {
  'Query.wards': byClinician(),
  'Query.bedState': byClinician(),
  'Query.readyForDischarge': byClinician(),
  'Query.encounters': byClinician(`filter: { ${WARDS} }`),
  'Query.earlyWarnings': byClinician(`filter: { ${WARDS} }`),
  'Query.emergencyPatients': byClinician(`filter: { wards: ["${EMERGENCY}"] }`),
  'Query.virtualWardPatients': { role: 'nurse', on: { wards: ['RT5|VWHF'], organisation: 'RT5' } },
  'Query.criticalResults': byClinician(`filter: { ${WARDS}, ${EVER} }`),
  'Query.patients': byClinician('search: { family: "S", given: "A" }'),
  'Query.waitingList': byClinician('filter: { organisations: ["RWE"], specialties: ["130"] }'),
  'Query.theatreSessions': byClinician(),
  'Query.messages': { role: 'integration-engineer', args: 'filter: { nhsNumber: "9990000018" }' },
  'Query.messageActions': { role: 'integration-engineer' },
  'Query.accessLog': {
    role: 'privacy-officer',
    args: 'filter: { nhsNumber: "9990000018", window: { from: "2026-11-20T09:00:00Z", to: "2026-11-20T10:00:30Z" } }',
  },
  'Query.breakGlassReviews': { role: 'privacy-officer' },
  'Query.recordReads': {
    role: 'patient',
    args: 'window: { from: "2026-11-20T09:00:00Z", to: "2026-11-20T10:00:30Z" }',
  },
  'Query.ledgerHistory': { role: 'migration-planner' },
  'FlowForecast.discharges': ofForecast(),
  'FlowForecast.admissions': ofForecast('(window: { to: "2027-03-01T00:00:00Z" })'),
  'FlowForecast.beds': ofForecast(),
  'Ward.beds': {
    ...byClinician(),
    around: (list) => `wards(filter: { wards: ["${WARD_12}"] }) { nodes { ${list} } }`,
    under: ['wards', 'nodes', 0],
  },
  'TheatreSession.cases': {
    ...byClinician(),
    around: (list) => `theatreSessions(first: 1) { nodes { ${list} } }`,
    under: ['theatreSessions', 'nodes', 0],
  },
  'Patient.allergies': ofMavis(),
  'Patient.medications': ofMavis(),
  'Patient.problems': ofMavis(),
  'Patient.immunisations': ofMavis(),
  'Patient.preferences': ofMavis(),
  'Patient.careTeams': ofMavis(),
  'Patient.imagingStudies': ofMavis(),
  'Patient.imagingReports': ofMavis(EVER),
  'Patient.labReports': ofMavis(EVER),
  'Patient.labResults': ofMavis(`${EVER}, codes: [{ code: "1107751000000106" }]`),
  'Patient.appointments': ofMavis(EVER),
  'Patient.observations': ofObserved(EVER),
  'Patient.earlyWarningScores': ofObserved(EVER),
};

/** Lists that cannot be paged here, and why. */
export const NOT_PAGED: Readonly<Record<string, string>> = {
  'Patient.documents': 'Nobody in the seeded hospital has more than one',
  'Patient.flags': 'Nobody in the seeded hospital has more than one',
  'Patient.encounters': 'Nobody in the seeded hospital has more than one',
  'Patient.imagingOrders': 'Nobody in the seeded hospital has more than one',
  'Patient.labOrders': 'Nobody in the seeded hospital has more than one',
  'Patient.waitingList': 'Nobody in the seeded hospital has more than one',
  'WaitingListEntry.emergencyAttendances': 'Nobody who waits came more than once',
  'Query.theatreCasesWithoutSession': 'One case is in no session of the seeded hospital',
  'Query.comparisons': 'Nothing is compared in the seeded hospital',
};

/** Lists that are always whole. */
export const WHOLE: readonly string[] = [
  'Patient.latestObservations',
  'Patient.latestResults',
  'Query.privacyDirectives',
  'Query.proxies',
];
