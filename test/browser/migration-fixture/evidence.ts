import { BED_STATE, NOW } from './estate';

const DAY = 86_400_000;
const at = (daysAgo: number): string => new Date(Date.parse(NOW) - daysAgo * DAY).toISOString();

/** The old drains, the new fills. */
export const traffic = (slices: number): readonly object[] =>
  Array.from({ length: slices }, (_each, index) => {
    const gone = slices === 1 ? 1 : index / (slices - 1);
    const moved = Math.round(2_600 * gone ** 2);
    return {
      from: at(slices - index),
      to: at(slices - index - 1),
      systems: [
        { system: 'pas@RWE', reads: 3_000 - moved },
        { system: 'nervecentre@RWE', reads: 1_200 + moved },
        { system: 'lims@RWE', reads: 700 + ((index * 37) % 90) },
        { system: 'systmone@RT5', reads: 400 + ((index * 53) % 60) },
      ],
    };
  });

const comparison = (index: number, outcome: string, severity: string | null, differences: readonly object[]) => ({
  ...{ id: `cmp_${index}`, at: at(index / 100), route: BED_STATE, control: 'pas@RWE', candidate: 'nervecentre@RWE' },
  ...{ origin: 'live', outcome, severity, records: 24, controlMs: 12, candidateMs: 140 + index, differences },
});

export const COMPARISONS = [
  comparison(1, 'MISMATCHED', 'CRITICAL', [
    { id: 'd_1', field: 'occupant', severity: 'CRITICAL', kind: 'value', ignoredBy: null },
    { id: 'd_2', field: 'place.bed', severity: 'MAJOR', kind: 'only-control', ignoredBy: null },
  ]),
  comparison(2, 'IGNORED', 'COSMETIC', [
    { id: 'd_3', field: 'ward.name', severity: 'COSMETIC', kind: 'value', ignoredBy: 'letter-case' },
  ]),
  comparison(3, 'MATCHED', null, []),
];

export const COVERAGE = [
  ['Bed.code', 'PV1-3.3', 'Location.identifier', 'both', 1_204, null],
  ['Bed.sex', 'NPU-2', null, 'control-only', 310, 'Not in the candidate: asked of the supplier'],
  ['Bed.closedReason', null, null, 'neither', 12, null],
  ['Bed.cleaning', null, 'Location.operationalStatus', 'candidate-only', 0, null],
].map(([graphField, controlField, candidateField, status, reads, note]) => ({
  ...{ graphField, controlField, candidateField, status, reads, note },
}));

export const USE = [
  ['bed-board', 'BedBoard', 'Ward.bedState', 'bed-state', 'pas@RWE', 41_200],
  ['bed-board', 'BedBoard', 'Ward.bedState', 'bed-state', 'nervecentre@RWE', 3_100],
  ['ward-list', 'WardList', 'Encounter.place', 'encounters', 'pas@RWE', 18_900],
  ['month-end-return', 'MonthEnd', 'Encounter.admittedAt', 'encounters', 'pas@RWE', 412],
].map(([client, operation, field, capability, system, count]) => ({
  ...{ day: null, client, operation, field, capability, system, count, lastAt: at(0.1) },
}));

export const WHAT_IF = {
  readers: [
    {
      ...{ client: 'bed-board', operations: ['BedBoard'], fields: ['Ward.bedState'], readsPerDay: '1373.3' },
      ...{ lastAt: at(0.01), rhythm: 'daily' },
    },
    {
      ...{ client: 'month-end-return', operations: ['MonthEnd'], fields: ['Encounter.admittedAt'] },
      ...{ readsPerDay: '13.7', lastAt: at(19), rhythm: 'about every 30 days' },
    },
  ],
  readsCountedFrom: '2026-10-11',
  unanswered: ['RWE/waiting-list'],
  lostFields: ['Bed.sex'],
  unknown: ['RWE/wards: the adapter of nervecentre@RWE does not say which fields it fills'],
  feeds: [
    {
      feed: 'pas-adt',
      countedFrom: at(0.01),
      messagesPerDay: '2140',
      refusedPerDay: '0',
      heldPerDay: '3.2',
      lastAt: at(0.001),
    },
  ],
  dependants: ['Clinical coding extract'],
  queries: ['09-empty-beds'],
};

export const HISTORY = [
  {
    ...{ id: 'h_2', at: at(0.7), by: 'causeway', role: 'system', about: BED_STATE, what: 'rolled-back' },
    ...{ before: 'ramp 25 %', after: 'ramp 10 %', reason: 'Severe mismatches 0.4 %, of at most 0.1 %' },
  },
  {
    ...{ id: 'h_1', at: at(2), by: 'PLANNER Pat', role: 'migration-planner', about: 'pas@RWE', what: 'registered' },
    ...{ before: null, after: 'version 1', reason: 'Brought in from the programme plan' },
  },
];

export const REHEARSALS = [
  { id: 'rh_1', at: at(1), by: 'PLANNER Pat', from: at(8), to: at(1), asks: 1_000, done: 1_000, finishedAt: at(0.9) },
];
