/** An invented estate for the dashboard's tests, in the graph's own words. Synthetic throughout. */
export const NOW = '2026-11-20T10:00:00.000Z';

const ORGANISATIONS: Readonly<Record<string, string>> = {
  RWE: 'University Hospitals of Leicester',
  RT5: 'Leicestershire Partnership',
};

type Planned = readonly (readonly [
  phase: string,
  planned: string | null,
  actual?: string | null,
  note?: string | null,
])[];

const system = (id: string, name: string, purpose: string, phases: Planned, more: object = {}) => ({
  ...{ id, name, organisation: id.split('@')[1], organisationName: ORGANISATIONS[id.split('@')[1] ?? ''] },
  ...{ function: purpose, supplier: null, owner: null, lifecycle: 'NOT_CONNECTED', connected: false },
  phases: phases.map(([phase, plannedFrom, actualFrom = null, note = null]) => ({
    phase,
    plannedFrom,
    actualFrom,
    note,
  })),
  ...{
    conditions: [],
    contractEnd: null,
    yearlyCost: null,
    retention: null,
    dependants: [],
    replacedBy: [],
    version: 1,
  },
  ...{ recordsHeld: null, verifiedNhsNumbers: null, lastWriteAt: null, readableAfter: null, signOffs: [] },
  gate: { system: id, open: false, obstacles: [{ kind: 'sign-offs', words: 'Nobody has signed that it may go' }] },
  ...more,
});

const decline = (retained: string, replacing: string, off: string, note?: string): Planned => [
  ['RETAINED', retained, retained],
  ['REPLACING', replacing],
  ['DECOMMISSIONED', off, null, note ?? null],
];

export const SYSTEMS = [
  system(
    'pas@RWE',
    'HISS / PatientCentre',
    'PAS, ADT, waiting lists, coding, outpatients',
    [
      ['RETAINED', '2022', '2022'],
      ['REPLACING', '2023', '2025-03'],
      ['DECOMMISSIONED', '2024', null, 'PAS in EPR was planned for December 2022'],
    ],
    {
      ...{ lifecycle: 'RETIRING', connected: true, supplier: 'Invented Supplier', owner: 'Head of Patient Services' },
      ...{ contractEnd: '2027-03-31', yearlyCost: '1250000.00', retention: '8 years\nafter the last contact' },
      dependants: ['Clinical coding extract', 'Monthly return to the region'],
      replacedBy: [{ id: 'nervecentre@RWE', name: 'Nervecentre' }],
      recordsHeld: { value: 128_400, how: 'counted', at: NOW },
      verifiedNhsNumbers: { value: 121_950, how: 'counted', at: NOW },
      lastWriteAt: '2026-11-20T09:58:12.000Z',
      readableAfter: { readable: true, words: 'its messages are kept, and answer as an archive' },
      conditions: [
        { id: 'c_1', words: 'Waiting lists are taken over by the EPR', metAt: null, metBy: null },
        { id: 'c_2', words: 'Patient index cleansed', metAt: '2026-06-01T09:00:00.000Z', metBy: 'PLANNER Pat' },
      ],
      signOffs: [
        {
          by: 'DIRECTOR Dora',
          role: 'migration-planner',
          at: '2026-11-01T09:00:00.000Z',
          words: 'Nursing agrees to it',
        },
      ],
      gate: {
        ...{ system: 'pas@RWE', open: false },
        obstacles: [
          { kind: 'readers', words: 'month-end-return read Encounter.admittedAt 412 times, last on 1 November' },
          { kind: 'routes', words: 'RWE/bed-state/inpatient-record is answered by it' },
          { kind: 'conditions', words: 'Not met: Waiting lists are taken over by the EPR' },
          { kind: 'feeds', words: 'pas-adt still sends 2,140 messages a day' },
        ],
      },
    },
  ),
  system('ice@RWE', 'ICE', 'GP and ED order communications, results viewing', decline('2021', '2022', '2023')),
  system(
    'pds-mpi@RWE',
    'Patient Demographic Service',
    'PAS MPI for pathology',
    [
      ['RETAINED', '2022', '2022'],
      ['DECOMMISSIONED', '2023', '2024-02', 'LIMS upgrade'],
    ],
    { lifecycle: 'RETIRED', gate: { system: 'pds-mpi@RWE', open: true, obstacles: [] } },
  ),
  system('wristband@RWE', 'Wristband Application', 'In-patient wristbands', decline('2022', '2023', '2024'), {
    gate: { system: 'wristband@RWE', open: true, obstacles: [] },
  }),
  system('ormis@RWE', 'ORMIS', 'Theatres', decline('2022', '2023', '2024'), {
    gate: {
      ...{ system: 'ormis@RWE', open: false },
      obstacles: [{ kind: 'sign-offs', words: 'Nobody has signed that it may go' }],
      waitingOverride: {
        ...{ by: 'PLANNER Pat', role: 'migration-planner', at: NOW, reason: 'The theatres moved in October' },
      },
    },
  }),
  system('dict3@RWE', 'Dict3', 'Outpatient dictation', decline('2022', '2024', '2027', 'need under review')),
  system('euroking@RWE', 'Euroking E3', 'Maternity', decline('2022', '2024', '2027-04')),
  system('nervecentre@RWE', 'Nervecentre', 'Acute EPR', [['STRATEGIC', '2022', '2022']], {
    ...{ lifecycle: 'LIVE', connected: true },
  }),
  system(
    'nervecentre@RT5',
    'Nervecentre (LPT)',
    'Electronic observations',
    [['REPLACING', '2026-06-01', '2026-09-14']],
    {
      ...{ lifecycle: 'RETIRING', connected: true, replacedBy: [{ id: 'systmone@RT5', name: 'SystmOne (LPT)' }] },
    },
  ),
  system('systmone@RT5', 'SystmOne (LPT)', 'Community and mental health EPR', [['STRATEGIC', '2020-11', '2020-11']], {
    ...{ lifecycle: 'LIVE', connected: true },
  }),
  system('wellsky@RT5', 'WellSky', '<img src=x onerror="window.run=1">Prescribing', []),
];

const ROUTE_DEFAULTS = {
  ...{
    candidate: null,
    predecessors: [],
    stage: 'OFF',
    percent: null,
    rampUnit: 'PERSON',
    sites: [],
    movedBy: 'settings',
  },
  ...{ movedAt: '2026-11-01T08:00:00.000Z', why: 'As the settings say', secondApprover: false, waiting: null },
  loosening: null,
  ...{ freeze: null, freezes: [], spent: null, notes: [], readiness: null, agreement: null },
  budget: { errorPercent: '1', latencyMs: 1500, severePercent: '0.1', minimumSample: 50, windowSeconds: 300 },
};

const route = (id: string, control: string, more: object = {}) => {
  const [organisation = '', capability = '', role = ''] = id.split('/');
  return { ...ROUTE_DEFAULTS, id, organisation, capability, role, control, ...more };
};

const READINESS = {
  score: 72,
  parts: [
    { part: 'coverage-fields', score: 86, weight: 20, words: '12 of 14 fields; bed sex and closed beds are missing' },
    { part: 'coverage-people', score: null, weight: 10, words: 'the candidate is only queried' },
    { part: 'agreement', score: 97, weight: 30, words: '97.4 % of 1,204 records without a mismatch' },
    { part: 'freshness', score: 90, weight: 10, words: 'the candidate is 4 s behind' },
    { part: 'errors', score: 100, weight: 10, words: '0 of 812 asks failed' },
    { part: 'latency', score: 80, weight: 5, words: '95th percentile 310 ms against 120 ms' },
    { part: 'readers', score: 20, weight: 10, words: 'two clients read fields that would be lost' },
    { part: 'conditions', score: 50, weight: 5, words: '1 of 2 conditions is met' },
  ],
};

export const AGREEMENT = {
  outcomes: [
    { outcome: 'MATCHED', count: 1_102 },
    { outcome: 'IGNORED', count: 64 },
    { outcome: 'IN_FLIGHT', count: 7 },
    { outcome: 'MISMATCHED', count: 31 },
    { outcome: 'CANDIDATE_FAILED', count: 2 },
  ],
  severities: [
    { severity: 'CRITICAL', count: 3 },
    { severity: 'MAJOR', count: 19 },
    { severity: 'MINOR', count: 9 },
  ],
  fields: [
    { field: 'place.bed', severity: 'MAJOR', count: 19 },
    { field: 'occupant', severity: 'CRITICAL', count: 3 },
  ],
  ...{ records: 1_204, matchedPercent: '97.4', noisePercent: '0.2', reads: 48_210, readsCompared: 1_206 },
  losses: [
    { loss: 'PACED', count: 47_004 },
    { loss: 'UNSETTLED', count: 2 },
  ],
};

export const BED_STATE = 'RWE/bed-state/inpatient-record';
export const OBSERVATIONS = 'RT5/observations/departmental-record';
const SITES = ['RWE|W12', 'RWE|W14', 'RWE|W20'];

const MOVING = {
  ...{ candidate: 'nervecentre@RWE', stage: 'SHADOW', rampUnit: 'SITE', readiness: READINESS, agreement: AGREEMENT },
};

/** One that holds, and one of every route that is to come. */
export const FREEZES = [
  {
    ...{ id: 'fr_1', route: OBSERVATIONS, from: '2026-11-20T00:00:00.000Z', to: '2026-11-24T00:00:00.000Z' },
    ...{ by: 'MATRON May', reason: 'The winter plan starts this weekend', ending: null },
  },
  {
    ...{ id: 'fr_2', route: null, from: '2026-12-18T00:00:00.000Z', to: '2027-01-04T00:00:00.000Z' },
    ...{ by: 'DIRECTOR Dora', reason: 'No change over Christmas' },
    ending: {
      ...{ id: 'lo_2', words: 'the freeze of every route from 18 December is lifted', by: 'PLANNER Pat' },
      ...{ at: '2026-11-20T09:10:00.000Z', reason: 'The board moved it to January' },
    },
  },
];

export const ROUTES = [
  route('RWE/encounters/inpatient-record', 'pas@RWE', MOVING),
  route('RWE/wards/inpatient-record', 'pas@RWE', MOVING),
  route(BED_STATE, 'pas@RWE', {
    ...MOVING,
    notes: [{ at: '2026-11-18T14:00:00.000Z', by: 'PLANNER Pat', words: 'Bed sex is asked of the supplier.' }],
    freezes: [FREEZES[1]],
  }),
  route(OBSERVATIONS, 'nervecentre@RT5', {
    ...{ candidate: 'systmone@RT5', stage: 'RAMP', percent: 10, secondApprover: true },
    ...{ readiness: { ...READINESS, score: 88 }, agreement: AGREEMENT },
    spent: { sample: 640, probes: 40, errorPercent: '0.2', latencyMs: 420, severePercent: '0.0', broken: [] },
    waiting: {
      ...{ id: 'mv_1', stage: 'RAMP', percent: 25, sites: [], by: 'PLANNER Pat', at: '2026-11-20T09:00:00.000Z' },
      reason: 'A week without a severe mismatch',
    },
    loosening: {
      ...{ id: 'lo_1', words: 'moves need no second person', by: 'PLANNER Pat', at: '2026-11-20T09:05:00.000Z' },
      reason: 'The second planner is on leave',
    },
    freeze: FREEZES[0],
    freezes: FREEZES,
  }),
  route('RT5/early-warning/departmental-record', 'nervecentre@RT5', {
    ...{ candidate: 'systmone@RT5', stage: 'RAMP', percent: 10, readiness: { ...READINESS, score: null } },
  }),
  route('RWE/demographics/inpatient-record', 'pas@RWE'),
  route('RWE/lab-reports/departmental-record', 'lims@RWE'),
  route('RT5/demographics/community-record', 'systmone@RT5'),
  route('*/allergies/gp-record', 'gp-connect@*'),
];

export const ALL_SITES = SITES;

export const ALERTS = [
  {
    ...{ id: 'al_1', kind: 'rolled-back', about: OBSERVATIONS, since: '2026-11-19T16:20:00.000Z', overAt: null },
    words: 'Ramp 25 % went back to 10 %: severe mismatches 0.4 %, of at most 0.1 %.',
  },
  {
    ...{ id: 'al_2', kind: 'slipping', about: 'pas@RWE', since: '2026-11-20T09:30:00.000Z', overAt: null },
    ...{ due: '2024-12-31', words: 'Decommissioned was planned for 2024, and has not begun.' },
  },
];
