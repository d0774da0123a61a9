import { randomBytes } from 'node:crypto';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import { createComparisonLog, type ComparisonLog } from './comparison-log';
import type { Found } from './found';
import { AT, CANDIDATE, CONTROL, personOf, ROUTE_ID } from './shadow-under-test';

const found = (differences: number): Found => ({
  route: { id: ROUTE_ID, control: CONTROL, candidate: CANDIDATE, stage: 'ramp' },
  ...{ origin: 'live', rehearsal: null, outcome: 'mismatched', severity: 'major', at: [0] },
  ...{ records: 1, mismatched: 1, severe: 1, controlMs: 1, candidateMs: 1 },
  differences: Array.from({ length: differences }, (_, at) => ({
    ...{ capability: 'observations', record: `${at}`, recordId: 'pt_1', field: 'valueText', severity: 'major' },
    ...{ before: '70', after: '90', kind: 'value', ignoredBy: null, about: [personOf(1)] },
  })),
});

let database: FreshDatabase;
let log: ComparisonLog;
let lost: number;
beforeEach(async () => {
  database = await freshDatabase();
  lost = 0;
  log = createComparisonLog({
    ...{ store: database.store, clock: fixedClock(AT), key: randomBytes(32) },
    lost: () => void (lost += 1),
  });
});
afterEach(() => database.drop());

const counted = async () => {
  const { rows } = await database.store.pool.query<{ outcome: string; rows: number; sum: number }>(
    `select outcome, count(*)::int as rows,
        (select sum(comparisons)::int from shadow_count s where s.outcome = c.outcome) as sum
      from shadow_comparison c group by outcome`,
  );
  return rows;
};

test('a candidate that is wrong everywhere is written all the same', async () => {
  for (let times = 0; times < 180; times += 1) log.add(found(50));
  await log.flush();
  expect(await counted()).toEqual([{ outcome: 'mismatched', rows: 180, sum: 180 }]);
});

test('what the store refused is written later, once, as it has come to by then', async () => {
  const { pool } = database.store;
  const first = log.add({ ...found(1), outcome: 'in-flight' });
  await pool.query('alter table shadow_count rename to elsewhere');
  const refused = log.flush().catch(() => 'refused');
  // While it is tried: nobody knows yet that it will be refused.
  await Promise.resolve();
  await Promise.resolve();
  log.settle(first, found(1));
  expect(await refused).toBe('refused');
  await pool.query('alter table elsewhere rename to shadow_count');
  await log.flush();
  expect(await counted()).toEqual([{ outcome: 'mismatched', rows: 1, sum: 1 }]);
  expect(lost).toBe(0);
});

test('whom a record called restricted once, no values are kept of in what comes later', async () => {
  const [known] = found(1).differences;
  if (!known) throw new Error('There is a difference');
  log.add({ ...found(0), differences: [{ ...known, about: [personOf(1, true)] }] });
  await log.flush();
  log.add(found(1));
  log.add({ ...found(0), differences: [{ ...known, about: [personOf(2)] }] });
  await log.flush();
  const { rows } = await database.store.pool.query(
    'select unsealed_because as why, sealed is null as gone from shadow_difference order by why nulls last',
  );
  expect(rows).toEqual([
    { why: 'restricted', gone: true },
    { why: 'restricted', gone: true },
    { why: null, gone: false },
  ]);
});
