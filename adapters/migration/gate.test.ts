import fc from 'fast-check';
import type { Reader } from '../../schema/migration/plan';
import type { RegisteredSystem } from '../../schema/migration/register';
import type { MigrationRoute, RouteStage } from '../../schema/migration/route-moves';
import type { Instant, LocalDate } from '../../schema/time';
import { obstaclesOf, type GateFacts } from './gate';

const AT = '2026-11-20T10:00:00.000Z' as Instant;
const pas: RegisteredSystem = {
  ...{
    id: 'pas@RWE',
    name: 'HISS',
    organisation: 'RWE' as never,
    organisationName: 'UHL',
    function: null,
    supplier: null,
  },
  ...{ owner: null, lifecycle: 'retiring', connected: true, phases: [], contractEnd: null, yearlyCost: null },
  ...{ retention: null, dependants: [], replacedBy: [], version: 1, conditions: [] },
  signOffs: ['Ann', 'Bob'].map((by) => ({
    userId: `u-${by}`,
    by,
    role: 'migration-planner',
    at: AT,
    words: 'It may go, as agreed',
  })),
};
const route = (stage: RouteStage, more: Partial<MigrationRoute> = {}): MigrationRoute => ({
  ...{ secondApprover: false, waiting: null, loosening: null, freeze: null, freezes: [], notes: [], predecessors: [] },
  budget: { errorPercent: '1', latencyMs: 2_000, severePercent: '1', minimumSample: 50, windowSeconds: 300 },
  ...{ id: 'RWE/bed-state/inpatient-record', organisation: 'RWE' as never, capability: 'bed-state' },
  ...{ role: 'inpatient-record', control: 'pas@RWE', candidate: 'nervecentre@RWE', stage, percent: null },
  ...{ rampUnit: 'site', sites: [], group: [], movedBy: 'settings', movedAt: AT, why: 'as the settings say' },
  ...more,
});
const reader: Reader = {
  ...{ client: 'monthly-returns', operations: ['Occupancy'], fields: ['Bed.status'], readsPerDay: 0.03, lastAt: AT },
  rhythm: 'about every 30 days',
};
const facts = (more: Partial<GateFacts> = {}): GateFacts => ({
  ...{ system: pas, routes: [route('retired')], readers: [], readerDays: 40, uncounted: null, feeds: [], signOffs: 2 },
  readableAfter: { readable: true, words: '' },
  ...more,
});

test('nothing stands in the way of a system that nobody asks, hears, waits for or rests on', () => {
  expect(obstaclesOf(facts())).toEqual([]);
});

test.each<[string, Partial<GateFacts>, string, RegExp]>([
  [
    'a route it still answers for',
    { routes: [route('ramp')] },
    'routes',
    /RWE\/bed-state.*stage ramp.*nervecentre@RWE/,
  ],
  ['a route with nobody to take over', { routes: [route('off', { candidate: null })] }, 'routes', /nothing is planned/],
  [
    'a route it took over',
    { routes: [route('live', { control: 'old@RWE', candidate: 'pas@RWE' })] },
    'routes',
    /in place of old@RWE/,
  ],
  [
    'a reader that comes once a month',
    { readers: [reader] },
    'readers',
    /monthly-returns.*Bed.status.*Occupancy.*30 days/,
  ],
  [
    'a time in which nobody counted who reads',
    { uncounted: { since: '2026-11-12' as LocalDate } },
    'readers',
    /since 2026-11-12 only, and 40 days are looked back on/,
  ],
  ['reads that nobody ever counted', { uncounted: { since: null } }, 'readers', /No read was ever counted/],
  [
    'a freeze of what would have no way back',
    {
      routes: [
        route('live', {
          freeze: { id: 'fz_1', route: null, from: AT, to: AT, by: 'Ann', reason: 'Winter pressure', ending: null },
        }),
      ],
    },
    'routes',
    /frozen until \d+ \w+ \d{4}, [\d:]+ (GMT|BST) by Ann \(Winter pressure\)/,
  ],
  [
    'a feed',
    { feeds: [{ feed: 'pas-adt', countedFrom: AT, messagesPerDay: 12, refusedPerDay: 0, heldPerDay: 0, lastAt: AT }] },
    'feeds',
    /pas-adt.*12.0 messages a day/,
  ],
  [
    'a feed of which nothing can be used',
    {
      feeds: [
        { feed: 'pas-adt', countedFrom: AT, messagesPerDay: 12, refusedPerDay: 11.5, heldPerDay: 0.5, lastAt: AT },
      ],
    },
    'feeds',
    /still sends: 12.0 messages a day since \d+ \w+ \d{4}, [\d:]+ (GMT|BST), 11.5 of them refused, 0.5 of them held, the last at/,
  ],
  ['what rests on it elsewhere', { system: { ...pas, dependants: ['Wristbands'] } }, 'dependants', /Wristbands/],
  [
    'a condition',
    { system: { ...pas, conditions: [{ id: '1', words: 'Coding done in EPR', metAt: null, metBy: null }] } },
    'conditions',
    /Coding done in EPR/,
  ],
  [
    'history nobody could read',
    { readableAfter: { readable: false, words: 'only queried' } },
    'history',
    /only queried/,
  ],
  ['one signature of two', { system: { ...pas, signOffs: pas.signOffs.slice(0, 1) } }, 'sign-offs', /only Ann did/],
  [
    'the same person twice',
    { system: { ...pas, signOffs: [...pas.signOffs.slice(0, 1), ...pas.signOffs.slice(0, 1)] } },
    'sign-offs',
    /2 different people/,
  ],
  [
    'the same person under two names',
    { system: { ...pas, signOffs: pas.signOffs.map((one) => ({ ...one, userId: 'u-1' })) } },
    'sign-offs',
    /2 different people/,
  ],
])('%s stands in the way, and is named', (_what, more, kind, words) => {
  expect(obstaclesOf(facts(more))).toMatchObject([{ kind, words: expect.stringMatching(words) as string }]);
});

test('of a system that no adapter reaches nobody could have read, counted or not', () => {
  expect(obstaclesOf(facts({ system: { ...pas, connected: false }, uncounted: { since: null } }))).toEqual([]);
});

test('two people of one name are two', () => {
  expect(
    obstaclesOf(facts({ system: { ...pas, signOffs: pas.signOffs.map((one) => ({ ...one, by: 'Ann' })) } })),
  ).toEqual([]);
});

test('an obstacle is about the same while its figures change, and another client, feed or condition is another', () => {
  const condition = (words: string) => ({ ...pas, conditions: [{ id: '1', words, metAt: null, metBy: null }] });
  const names = (client: string, requests: number, feed: string, words: string) =>
    obstaclesOf(
      facts({
        ...{ system: condition(words), signOffs: requests + 2 },
        readers: [{ ...reader, client, rhythm: requests === 1 ? 'once' : 'daily', fields: ['Bed.status', 'Bed.sex'] }],
        feeds: [
          { feed, countedFrom: AT, messagesPerDay: requests, refusedPerDay: requests, heldPerDay: 0, lastAt: AT },
        ],
      }),
    ).map(({ kind, about }) => `${kind}: ${about}`);
  const first = names('who reads a lot', 1, 'pas-adt', 'Coding is done elsewhere');
  expect(first).toHaveLength(4);
  expect(names('who reads a lot', 9, 'pas-adt', 'Coding is done elsewhere')).toEqual(first);
  const other = names('who reads', 1, 'pas', 'Coding');
  expect(other.filter((name) => first.includes(name))).toEqual(['sign-offs: sign-offs']);
});

test('whatever else there is: one more obstacle never opens the gate', () => {
  const some = fc.record({
    routes: fc.array(
      fc.constantFrom<RouteStage>('off', 'shadow', 'ramp', 'live', 'retired').map((stage) => route(stage)),
    ),
    readers: fc.array(fc.constant(reader), { maxLength: 2 }),
    signOffs: fc.nat(3),
  });
  fc.assert(
    fc.property(some, some, (one, other) => {
      const both = { routes: [...one.routes, ...other.routes], readers: [...one.readers, ...other.readers] };
      const count = (more: Partial<GateFacts>): number => obstaclesOf(facts(more)).length;
      return count({ ...both, signOffs: Math.max(one.signOffs, other.signOffs) }) >= Math.max(count(one), count(other));
    }),
    { numRuns: 100 },
  );
});
