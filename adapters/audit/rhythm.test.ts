import { DAY } from '../../schema/time';
import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import type { Store } from '../store';
import { startPruner } from './prune';
import { startSealer } from './sealer';

/** What goes on by itself, over a store that is none: each look at it is `look`, and time is the test's. */
const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const storeOf = (look: () => Promise<number>) =>
  ({ db: { transaction: () => ({ execute: look }) } }) as unknown as Store;

interface Job {
  readonly everyMs: number;
  start(store: Store, log: (line: string) => void): { close(): Promise<void> };
}
const JOBS: readonly [string, Job][] = [
  [
    'the sealer',
    { everyMs: 400, start: (store, log) => startSealer({ store, key: Buffer.from('a key'), clock, log }) },
  ],
  ['the pruner', { everyMs: 3_600_000, start: (store, log) => startPruner({ store, keepMs: DAY, clock, log }) }],
];

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each(JOBS)('%s', (_who, { everyMs, start }) => {
  test.each([
    ['of ours', new TypeError('of 9990000018'), 'TypeError'],
    ['that is none of ours', 'of 9990000018', 'string'],
  ])('looks again and again after a fault %s, and no more once it is closed', async (_whose, fault, name) => {
    let looks = 0;
    const told: string[] = [];
    const store = storeOf(async () => {
      looks += 1;
      if (looks > 1) return Promise.resolve(0);
      throw fault;
    });
    const job = start(store, (line) => told.push(line));
    await jest.advanceTimersByTimeAsync(everyMs * 3);
    expect(looks).toBeGreaterThan(2);
    expect(told).toEqual([expect.stringMatching(/could not be .*\(\w+\)$/)]);
    expect(told[0]).toContain(`(${name})`);
    await job.close();
    const atClose = looks;
    await jest.advanceTimersByTimeAsync(everyMs * 3);
    expect(looks).toBe(atClose);
  });

  test('is closed when what it has in hand is done', async () => {
    let done = (_count: number): void => undefined;
    const looks = [new Promise<number>((resolve) => (done = resolve))];
    const job = start(
      storeOf(() => looks.pop() ?? Promise.resolve(0)),
      () => undefined,
    );
    await jest.advanceTimersByTimeAsync(everyMs);
    let closed = false;
    const closing = job.close().then(() => (closed = true));
    await jest.advanceTimersByTimeAsync(0);
    expect([looks.length, closed]).toEqual([0, false]);
    done(0);
    await closing;
  });
});

test('the sealer tells once that it fails, and again when it fails anew', async () => {
  let fails = true;
  const told: string[] = [];
  const store = storeOf(() => (fails ? Promise.reject(new Error('no disk')) : Promise.resolve(0)));
  const sealer = startSealer({ store, key: Buffer.from('a key'), clock, log: (line) => told.push(line) });
  for (const now of [true, false, true]) {
    fails = now;
    await jest.advanceTimersByTimeAsync(2_000);
  }
  expect(told).toHaveLength(2);
  await sealer.close();
});
