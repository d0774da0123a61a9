import { freshDatabase, type FreshDatabase } from '../../test/database';
import type { ComparisonOutcome } from '../../schema/migration/evidence';
import { instantOf } from '../../schema/time';
import { rampSpent, type RampBudget } from './ramp-figures';
import { AT, CANDIDATE, CONTROL, ROUTE_ID } from './shadow-under-test';

const NOW = Date.parse(AT);
const BUDGET: RampBudget = {
  ...{ errorPercent: 2, latencyMs: 3_000, severePercent: 0.5, minimumSample: 1, windowSeconds: 60, settleMs: 30_000 },
};

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

/** Compared so many seconds ago and a half, as it stands by now. */
const compared = async (secondsAgo: number, outcome: ComparisonOutcome, records = 1): Promise<void> => {
  const severe = outcome === 'mismatched' || outcome === 'in-flight' ? 1 : 0;
  await database.store.db
    .insertInto('shadow_comparison')
    .values({
      ...{ id: `cp_${secondsAgo}_${outcome}`, at: instantOf(NOW - secondsAgo * 1_000 - 500), route: ROUTE_ID },
      ...{ control: CONTROL, candidate: CANDIDATE, origin: 'live', rehearsal: null, outcome, severity: null },
      ...{ records, mismatched: severe, severe, control_ms: 1, candidate_ms: 1 },
    })
    .execute();
};
const asked = async (asks: number, failed: number): Promise<void> => {
  const ms = [5];
  await database.store.db
    .insertInto('candidate_ask')
    .values({ route: ROUTE_ID, at: AT, asks, failed, probes: 0, ms })
    .execute();
};
const spent = (budget: Partial<RampBudget> = {}, movedSecondsAgo = 86_400) =>
  rampSpent(database.store, ROUTE_ID, instantOf(NOW - movedSecondsAgo * 1_000), { ...BUDGET, ...budget }, NOW);

test('of records that are judged, those that differ count like those that agree, though they settle later', async () => {
  for (let ago = 1; ago < 200; ago += 1) {
    await compared(ago, ago % 4 > 0 ? 'matched' : ago > 30 ? 'mismatched' : 'in-flight');
  }
  expect((await spent()).severePercent).toBe(25);
  expect((await spent({ settleMs: 60_000 })).severePercent).toBe(25);
  expect((await spent({}, 70)).severePercent).toBe(25);
});

test('with a settle time as long as the window and longer, what differs is seen once it has settled', async () => {
  await compared(69, 'mismatched');
  await compared(130, 'mismatched');
  expect((await spent({ settleMs: 10_000 })).severePercent).toBe(100);
  expect((await spent({ settleMs: 60_000 })).severePercent).toBe(100);
  expect((await spent({ settleMs: 120_000 })).severePercent).toBe(100);
  expect((await spent({ settleMs: 60_000 }, 65)).severePercent).toBeNull();
});

test('a budget of nothing at all is broken by one of many, and the words never say that it was none', async () => {
  await asked(50_000, 1);
  await compared(40, 'matched', 49_999);
  await compared(41, 'mismatched', 1);
  const { errorPercent, severePercent, broken } = await spent({ errorPercent: 0, severePercent: 0 });
  expect([errorPercent, severePercent]).toEqual([0.01, 0.01]);
  expect(broken).toEqual([
    "0.01 % of the candidate's asks failed (allowed: 0 %)",
    '0.01 % of records differ severely (allowed: 0 %)',
  ]);
  expect((await spent({ errorPercent: 0.002, severePercent: 0.002 })).broken).toEqual([]);
});
