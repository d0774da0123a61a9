import { failed } from '../../schema/answer';
import { systemError } from '../../schema/errors';
import type { RampBudget } from './ramp-figures';
import { createLeadership } from './leadership';
import type { ShadowSettings } from './settings';
import { CANDIDATE, CONTROL, openShadowBench, type ShadowBench } from './shadow-under-test';

const BUDGET: RampBudget = {
  ...{ errorPercent: 10, latencyMs: 60_000, severePercent: 20, minimumSample: 3, windowSeconds: 300 },
  settleMs: 30_000,
};

let bench: ShadowBench;
let wentBack: { readonly at: number; readonly reason: string }[];
let back: Promise<void>;

const open = async (settings: Partial<ShadowSettings> = {}, budget: Partial<RampBudget> = {}): Promise<void> => {
  wentBack = [];
  let tell = (): void => undefined;
  back = new Promise((resolve) => {
    tell = resolve;
  });
  bench = await openShadowBench(
    { deadlineMs: 600_000, ...settings },
    {
      budgetOf: () => Promise.resolve({ ...BUDGET, ...budget }),
      goBack: async (_, reason) => {
        wentBack.push({ at: bench.clock.millis(), reason });
        await bench.database.store.db.updateTable('route').set({ stage: 'shadow', percent: null }).execute();
        tell();
        return true;
      },
    },
  );
  const { db } = bench.database.store;
  await db
    .insertInto('route')
    .values({
      ...{ organisation: 'RT5', capability: 'observations', role: 'departmental-record', needed: true },
      ...{ control: CONTROL, candidate: CANDIDATE, stage: 'ramp', percent: 10, sites: [], second_approver: false },
      ...{ moved_by: 'PLANNER Pat', at: '2026-11-20T09:59:00.000Z' as never, why: 'a first step of the ramp' },
    })
    .execute();
};
beforeEach(() => open());
afterEach(() => bench.end());

/** A minute in steps of a second, as the timer goes. */
const minute = async (): Promise<void> => {
  for (let second = 0; second < 60; second += 1) {
    bench.clock.advance(1_000);
    await bench.tick();
  }
};
const reads = async (times: number): Promise<void> => {
  for (let time = 0; time < times; time += 1) bench.shadow.observer.answered(bench.read('ramp'));
  await bench.shadow.idle();
};

test('a ramp that keeps its budget stays', async () => {
  await reads(5);
  await minute();
  expect(wentBack).toEqual([]);
});

test('a candidate that fails takes the ramp back within a minute, once, with the reason', async () => {
  bench.candidate.failing = true;
  const broke = bench.clock.millis();
  await reads(4);
  await minute();
  expect(wentBack).toHaveLength(1);
  expect((wentBack[0]?.at ?? Infinity) - broke).toBeLessThanOrEqual(60_000);
  expect(wentBack[0]?.reason).toContain("100 % of the candidate's asks failed (allowed: 10 %)");
});

test('severe differences that do not settle take it back within a minute', async () => {
  bench.candidate.value = '190';
  const broke = bench.clock.millis();
  await reads(4);
  await minute();
  expect((wentBack[0]?.at ?? Infinity) - broke).toBeLessThanOrEqual(60_000);
  expect(wentBack[0]?.reason).toContain('100 % of records differ severely');
});

test('a settle time longer than the window of the budget holds the ramp back no longer than it lasts', async () => {
  await bench.end();
  await open({ settleMs: 65_000 }, { windowSeconds: 60, settleMs: 65_000 });
  bench.candidate.value = '190';
  const broke = bench.clock.millis();
  for (let times = 0; times < 9; times += 1) {
    await reads(1);
    bench.clock.advance(10_000);
    await bench.tick();
  }
  expect((wentBack[0]?.at ?? Infinity) - broke).toBeLessThanOrEqual(90_000);
  expect(wentBack[0]?.reason).toContain('100 % of records differ severely');
});

test('nothing is decided below the minimum sample', async () => {
  bench.candidate.failing = true;
  await reads(2);
  await minute();
  expect(wentBack).toEqual([]);
});

/** Our own store knows people whom the control has told of. */
const peopleKnown = async (): Promise<void> => {
  const { pool } = bench.database.store;
  for (const { id } of bench.people) {
    await pool.query('insert into person (id, created_at) values ($1, now())', [id]);
    await pool.query(
      `insert into person_record (instance, record_id, person_id, own_person_id) values ($1, $2, $2, $2)`,
      [CONTROL, id],
    );
  }
};

test('where live answers of the candidate are not compared, probes are: severe differences take the ramp back all the same', async () => {
  await bench.end();
  await open({ percent: 0 });
  await peopleKnown();
  bench.candidate.value = '190';
  for (let times = 0; times < 10; times += 1) bench.shadow.observer.answered(bench.read('ramp', CANDIDATE));
  await minute();
  expect(wentBack[0]?.reason).toContain('100 % of records differ severely');
});

test('below it, probe reads fill the sample, each on record as Causeway’s own', async () => {
  await peopleKnown();
  bench.candidate.failing = true;
  await minute();
  expect(wentBack).toHaveLength(1);
  const { rows } = await bench.database.store.pool.query<{ person: string }>(
    `select unnest(persons) as person from read_audit
      where user_id = 'causeway' and role = 'machine' and purpose = 'SYSADMIN' and operation = 'Probe' order by 1`,
  );
  expect(rows.map(({ person }) => person)).toEqual(['pt_1', 'pt_2', 'pt_3']);
});

test('a slow candidate that settling waits for does not hold up that the ramp goes back', async () => {
  bench.candidate.value = '90';
  await reads(1);
  // From here on whoever asks the candidate again waits; how it fails live reads is known all the same.
  let release = (): void => undefined;
  bench.candidate.until = new Promise((resolve) => {
    release = resolve;
  });
  const failing = bench.read('ramp', CANDIDATE);
  const error = systemError('SOURCE_UNAVAILABLE', CANDIDATE, `${CANDIDATE} is down`);
  const asked = failing.asked.map((one) => ({ ...one, answers: [failed<unknown>(error)] }));
  for (let times = 0; times < 4; times += 1) bench.shadow.observer.answered({ ...failing, asked });
  bench.clock.advance(30_000);
  await back;
  expect(wentBack[0]?.reason).toContain("80 % of the candidate's asks failed");
  release();
});

test('one process decides; another does once the first is gone', async () => {
  const url = bench.database.url;
  const [one, other] = [createLeadership(url, 4711), createLeadership(url, 4711)];
  expect([await one.isOurs(), await other.isOurs(), await one.isOurs()]).toEqual([true, false, true]);
  await one.close();
  expect(await other.isOurs()).toBe(true);
  await other.close();
});
