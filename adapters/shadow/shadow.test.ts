import type { ReadFate } from '../../schema/migration/evidence';
import { openValues } from './sealed-values';
import { CANDIDATE, CONTROL, openShadowBench, personOf, type ShadowBench } from './shadow-under-test';

let bench: ShadowBench;
afterEach(() => bench.end());

const tell = async (...reads: readonly Parameters<ShadowBench['read']>[]): Promise<void> => {
  for (const read of reads) bench.shadow.observer.answered(bench.read(...read));
  await bench.shadow.idle();
};

/** How many reads came to it, whatever the route. */
const fate = (wanted: ReadFate): number =>
  bench.shadow
    .fates()
    .filter(({ fate }) => fate === wanted)
    .reduce((sum, { count }) => sum + count, 0);

const settle = async (): Promise<void> => {
  bench.clock.advance(30_000);
  await bench.shadow.tick();
};

test('the candidate is asked in the name of whoever read, with time of its own, and only in shadow or ramp', async () => {
  bench = await openShadowBench();
  await tell(['off'], ['live'], ['shadow']);
  expect(bench.candidate.asks.map(({ viewer, deadline }) => [viewer.userId, deadline - bench.clock.millis()])).toEqual([
    ['n1', 10_000],
  ]);
  expect(bench.control.asks).toHaveLength(0);
  expect(await bench.outcomes()).toEqual({ matched: 1 });
  // Answered by the candidate, the control is the one to ask.
  await tell(['ramp', CANDIDATE]);
  expect(bench.control.asks).toHaveLength(1);
  expect(await bench.outcomes()).toEqual({ matched: 2 });
});

test('a difference is in flight until both have settled, and then a mismatch only if it is still there', async () => {
  bench = await openShadowBench();
  bench.candidate.value = '90';
  await tell(['shadow']);
  expect(await bench.outcomes()).toEqual({ 'in-flight': 1 });
  bench.candidate.value = '70';
  await settle();
  expect(await bench.outcomes()).toEqual({ matched: 1 });
  bench.candidate.value = '90';
  await tell(['shadow']);
  await settle();
  expect(await bench.outcomes()).toEqual({ matched: 1, mismatched: 1 });
});

test('a candidate that fails is counted, a control that fails says nothing', async () => {
  bench = await openShadowBench();
  bench.candidate.failing = true;
  await tell(['shadow']);
  expect(await bench.outcomes()).toEqual({ 'candidate-failed': 1 });
  bench.candidate.failing = false;
  bench.control.failing = true;
  await tell(['ramp', CANDIDATE]);
  expect(await bench.outcomes()).toEqual({ 'candidate-failed': 1, 'control-failed': 1 });
});

test('of a route that is asked in parts, one read is counted, and every part compared', async () => {
  bench = await openShadowBench();
  const [control, candidate] = [bench.read('ramp'), bench.read('ramp', CANDIDATE)];
  bench.shadow.observer.answered({ ...control, asked: [...control.asked, ...candidate.asked] });
  await bench.shadow.idle();
  expect(fate('compared')).toBe(1);
  expect(await bench.outcomes()).toEqual({ matched: 2 });
});

test('what there is no room for is dropped and counted, and the read is never waited for', async () => {
  bench = await openShadowBench({ queue: 2, concurrent: 1 });
  let release = (): void => undefined;
  bench.candidate.until = new Promise((resolve) => {
    release = resolve;
  });
  for (let times = 0; times < 5; times += 1) bench.shadow.observer.answered(bench.read('shadow'));
  expect(bench.candidate.asks).toHaveLength(0);
  expect(fate('queue-full')).toBe(3);
  release();
  await bench.shadow.idle();
  expect(await bench.outcomes()).toEqual({ matched: 2 });
});

test('a route may sample less, or forbid a user’s name to be used', async () => {
  const id = 'RT5/observations/departmental-record';
  bench = await openShadowBench({ routes: new Map([[id, { percent: 10 }]]) });
  await tell(['shadow']);
  expect([bench.candidate.asks.length, fate('not-sampled')]).toEqual([0, 1]);
  await bench.end();
  bench = await openShadowBench({ routes: new Map([[id, { inUsersName: false }]]) });
  bench.candidate.asksAs = 'user';
  await tell(['shadow']);
  expect([bench.candidate.asks.length, fate('not-in-users-name')]).toEqual([0, 1]);
});

test('of a busy route few reads are compared, in a ramp more, and both systems’ answers in turn', async () => {
  bench = await openShadowBench({ everyMs: 5_000 });
  await tell(['shadow'], ['shadow'], ['shadow']);
  expect([bench.candidate.asks.length, fate('paced')]).toEqual([1, 2]);
  bench.clock.advance(1_500);
  await tell(['shadow'], ['ramp', CANDIDATE], ['ramp', CANDIDATE]);
  expect([bench.candidate.asks.length, bench.control.asks.length]).toEqual([1, 1]);
  bench.clock.advance(1_500);
  await tell(['ramp', CANDIDATE]);
  expect(bench.control.asks).toHaveLength(2);
  bench.clock.advance(5_000);
  await tell(['shadow']);
  expect([bench.candidate.asks.length, fate('paced')]).toEqual([2, 4]);
});

test('the control asked twice is noise where it says otherwise, apart from what the candidate says', async () => {
  bench = await openShadowBench({ noisePercent: 100 });
  const read = bench.read('shadow');
  bench.control.value = '71';
  bench.shadow.observer.answered(read);
  await bench.shadow.idle();
  await bench.shadow.flush();
  const { rows } = await bench.database.store.pool.query(
    'select origin, outcome, control, candidate from shadow_comparison order by origin',
  );
  expect(rows).toEqual([
    { origin: 'live', outcome: 'matched', control: 'nervecentre@RT5', candidate: 'systmone@RT5' },
    { origin: 'noise', outcome: 'mismatched', control: 'nervecentre@RT5', candidate: 'nervecentre@RT5' },
  ]);
});

test('values are sealed, never those of restricted people; no number of a line stands in the clear', async () => {
  bench = await openShadowBench();
  bench.candidate.value = '90';
  await tell(['shadow', undefined, [personOf(1)]], ['shadow', undefined, [personOf(9, true)]]);
  await bench.shadow.flush();
  const { rows } = await bench.database.store.pool.query<{
    field: string;
    unsealed_because: string | null;
    hash: Buffer;
    nonce: Buffer;
    sealed: Buffer | null;
  }>('select * from shadow_difference order by unsealed_because nulls first, field');
  expect(JSON.stringify(rows.map(({ field, unsealed_because: why }) => [field, why]))).toBe(
    JSON.stringify([
      ['quantity.value', null],
      ['valueText', null],
      ['quantity.value', 'restricted'],
      ['valueText', 'restricted'],
    ]),
  );
  const [first, , restricted] = rows;
  expect(restricted?.sealed).toBeNull();
  expect(first?.sealed?.includes('90')).toBe(false);
  if (!first?.sealed) throw new Error('Nothing was sealed');
  expect(openValues(bench.means.key, { ...first, sealed: first.sealed })).toEqual({
    ...{ control: '70', candidate: '90', persons: ['pt_1'] },
  });
});

test('whom the other system was asked about is on record as Causeway’s own, many reads in one row, and before what was found', async () => {
  bench = await openShadowBench();
  bench.candidate.value = '90';
  const rows = async () =>
    (await bench.database.store.db.selectFrom('read_audit').selectAll().orderBy('id').execute()).map(
      ({ user_id, purpose, operation, capability, persons, instances, note }) =>
        [user_id, purpose, operation, capability, persons, instances, note] as const,
    );
  await tell(['shadow'], ['shadow', undefined, bench.people], ['shadow', undefined, bench.people.slice(1)]);
  await bench.shadow.flush();
  const said = (asks: number) => `compared with what another system says: ${asks} asks`;
  const own = ['causeway', 'SYSADMIN', 'Shadow', 'observations'] as const;
  const everybody = ['pt_1', 'pt_2', 'pt_3'];
  expect(await rows()).toEqual([[...own, everybody, [CANDIDATE], said(3)]]);
  // What is asked again is read again, of both.
  await settle();
  expect((await rows()).slice(1).sort()).toEqual([
    [...own, everybody, [CONTROL], said(3)],
    [...own, everybody, [CANDIDATE], said(3)],
  ]);
});

test('what cannot be put on record is not kept, and both are there once it can', async () => {
  let broken = true;
  const recorded: (readonly string[])[] = [];
  const faults: unknown[] = [];
  bench = await openShadowBench(
    {},
    {
      recorder: {
        answered: ({ persons }) => {
          if (broken) return Promise.reject(new Error('no room'));
          recorded.push(persons);
          return Promise.resolve();
        },
      },
      unexpected: (error) => void faults.push(error),
    },
  );
  await tell(['shadow']);
  expect([await bench.outcomes(), faults.length]).toEqual([{}, 1]);
  broken = false;
  expect([await bench.outcomes(), recorded]).toEqual([{ matched: 1 }, [['pt_1']]]);
});
