import type { Ask } from '../../schema/capabilities';
import { fixedClock, now } from '../../schema/clock';
import type { WhatIfQuestion } from '../../schema/migration/plan';
import type { RouteMove } from '../../schema/migration/route-moves';
import { DAY, HOUR, instantOf, type Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { rolePolicy } from '../access';
import { createMoves } from '../ledger';
import { createRecorder } from '../routing';
import { createMoveEffect } from './move-effect';
import { createRouteMoves } from './routes';

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const BEDS = 'RWE/bed-state/inpatient-record';
const FLAGS = 'RWE/flags/inpatient-record';
const NOTHING = {
  readers: [],
  readsCountedFrom: null,
  unanswered: [],
  lostFields: [],
  feeds: [],
  dependants: [],
  capabilities: [],
};

let database: FreshDatabase;
/** What the plan was asked. */
let questions: WhatIfQuestion[] = [];
beforeEach(async () => {
  database = await freshDatabase();
  questions = [];
  const { db } = database.store;
  const at = now(clock);
  const route = { organisation: 'RWE', role: 'inpatient-record', control: 'pas@RWE', candidate: 'nervecentre@RWE' };
  const moved = { stage: 'off', needed: true, moved_by: null, at, why: 'so' };
  for (const capability of ['encounters', 'bed-state', 'flags'])
    await db
      .insertInto('route')
      .values({ ...route, ...moved, capability })
      .execute();
  const asked = (system: string, capability: string, reads: number, hoursAgo: number) => ({
    ...{ system, capability, reads, failed: 0, at: instantOf(clock.millis() - hoursAgo * HOUR) },
  });
  await db
    .insertInto('system_read')
    .values([
      asked('pas@RWE', 'encounters', 30, 1),
      asked('pas@RWE', 'bed-state', 10, 23),
      asked('pas@RWE', 'bed-state', 500, 25),
      asked('pas@RWE', 'flags', 200, 2),
      asked('nervecentre@RWE', 'flags', 40, 2),
    ])
    .execute();
  for (const ward of ['W12', 'W15', 'W20', 'W25'])
    await db
      .insertInto('projection')
      .values({
        ...{ instance: 'pas@RWE', kind: 'wards', key: ward, stream: ward, record_id: null, organisation: 'RWE', ward },
        ...{ from_at: at, to_at: null, open: false, sensitive: false, body: '{}' },
      })
      .execute();
});
afterEach(() => database.drop());

const ask: Ask = {
  viewer: {
    ...{ userId: 'Mina', name: 'PLANNER Mina', role: 'migration-planner', roleProfileId: 'UNK', wards: [] },
    ...{ organisation: 'RWE' as never, organisationName: 'UHL' },
  },
  ...{ purpose: 'HOPERAT', client: 'test', operation: 'Test', requestId: 'r' },
  ...{ deadline: clock.millis() + DAY, signal: new AbortController().signal, clock },
};
const preview = async (move: Pick<RouteMove, 'route' | 'stage'> & Partial<RouteMove>) => {
  const { store } = database;
  const told = await createRouteMoves({
    ...{ store, clock, moves: createMoves({ store, clock, kinds: new Map() }) },
    recorder: createRecorder({ recordRead: () => Promise.resolve() }, rolePolicy, {}),
    effectOf: createMoveEffect({
      store,
      clock,
      whatIf: (question) => {
        questions.push(question);
        return Promise.resolve({ ...NOTHING, unknown: [] });
      },
    }),
  }).preview({ percent: null, sites: [], ...move }, ask);
  if (!told) throw new Error('no preview');
  return told;
};
const readsPerDay = async (...of: Parameters<typeof preview>): Promise<number> => (await preview(...of)).readsPerDay;
const standAt = (stage: string, capability: 'flags' | 'bed-state', more: object = {}) =>
  database.store.db
    .updateTable('route')
    .set({ stage, ...more })
    .where('capability', '=', capability)
    .execute();

test('all reads of the last day go elsewhere with the whole group, though no field is lost and no client notices', async () => {
  expect(await preview({ route: BEDS, stage: 'live' })).toMatchObject({ readsPerDay: 40, clients: [], lostFields: [] });
  expect(await readsPerDay({ route: FLAGS, stage: 'live' })).toBe(200);
});

test('none do where the same system goes on answering', async () => {
  expect(await readsPerDay({ route: BEDS, stage: 'shadow' })).toBe(0);
  expect((await preview({ route: BEDS, stage: 'shadow' })).warnings).toEqual([]);
});

test('at a ramp they are reckoned by who would move, and a planner is told so', async () => {
  const sites = ['RWE|W12'];
  const toRamp = await preview({ route: BEDS, stage: 'ramp', sites });
  expect(toRamp).toMatchObject({ readsPerDay: 10, sites });
  expect(toRamp.warnings.join()).toContain('reckoned');
  expect(await readsPerDay({ route: FLAGS, stage: 'ramp', percent: 20 })).toBe(40);
});

test('what would break is asked of the very ramp that is meant, and one that shrinks is said to go back', async () => {
  await standAt('ramp', 'flags', { percent: 50 });
  const smaller = await preview({ route: FLAGS, stage: 'ramp', percent: 10 });
  const wider = await preview({ route: FLAGS, stage: 'ramp', percent: 60 });
  expect(questions).toMatchObject([{ percent: 10 }, { percent: 60 }]);
  const back = 'Whoever leaves the ramp goes back to the control.';
  expect([smaller, wider].map(({ warnings }) => warnings.includes(back))).toEqual([true, false]);
  await standAt('ramp', 'bed-state', { sites: ['RWE|W12', 'RWE|W15'] });
  const other = await preview({ route: BEDS, stage: 'ramp', sites: ['RWE|W15', 'RWE|W20'] });
  expect(other.sites).toEqual(['RWE|W12', 'RWE|W20']);
  expect(other.warnings).toContain(back);
});

test('of a group that a route has joined since, a planner is told that going back would part it', async () => {
  const stays = (stage: string) =>
    database.store.db.updateTable('route').set({ stage }).where('capability', '=', 'encounters').execute();
  await stays('live');
  await standAt('live', 'bed-state');
  expect((await preview({ route: BEDS, stage: 'off' })).warnings.join()).not.toContain('must agree');
  await standAt('off', 'bed-state', { control: 'nervecentre@RWE', candidate: null });
  expect((await preview({ route: BEDS, stage: 'off' })).warnings[0]).toMatch(
    /must agree would be answered by nervecentre@RWE and pas@RWE/,
  );
});

test('from a ramp on, those that either system answered are counted', async () => {
  await standAt('ramp', 'flags', { percent: 20 });
  expect(await readsPerDay({ route: FLAGS, stage: 'ramp', percent: 70 })).toBe(120);
  expect(await readsPerDay({ route: FLAGS, stage: 'ramp', percent: 10 })).toBe(24);
  expect(await readsPerDay({ route: FLAGS, stage: 'live' })).toBe(192);
  expect(await readsPerDay({ route: FLAGS, stage: 'off' })).toBe(48);
  await standAt('live', 'flags', { percent: null });
  expect(await readsPerDay({ route: FLAGS, stage: 'off' })).toBe(40);
});
