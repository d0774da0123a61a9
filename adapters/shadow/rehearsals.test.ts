import type { InstanceName, OdsCode } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import type { Subjects } from './asked';
import { createRehearsals } from './rehearsals';
import {
  CONTROL,
  openInProcess,
  openShadowBench,
  personOf,
  planRoute,
  ROUTE_ID,
  type ShadowBench,
} from './shadow-under-test';

let bench: ShadowBench;
beforeEach(async () => {
  bench = await openShadowBench();
  await planRoute(bench.database.store);
});
afterEach(() => bench.end());

const WINDOW = { from: '2026-11-20T00:00:00.000Z' as Instant, to: '2026-11-21T00:00:00.000Z' as Instant };

/** Every person read once, at a stage where nothing is compared: only what was asked is kept. */
const recorded = async (): Promise<void> => {
  for (const person of bench.people) bench.shadow.observer.answered(bench.read('off', CONTROL, [person]));
  await bench.shadow.flush();
};
const begin = () =>
  bench.rehearsals.begin({
    ...{ route: ROUTE_ID, window: WINDOW, most: 10, reason: 'before the first step', by: bench.ask().viewer },
  });
const state = async () => {
  const { rows } = await bench.database.store.pool.query<{ done: number; finished: boolean }>(
    'select done, finished_at is not null as finished from rehearsal',
  );
  return rows[0];
};

test('what was asked is asked again of both, on record, and what differs settles before it is finished', async () => {
  await recorded();
  bench.candidate.value = '90';
  await begin();
  await bench.rehearsals.tick();
  while ((await state())?.done !== 3) await new Promise(setImmediate);
  expect(await state()).toEqual({ done: 3, finished: false });
  bench.clock.advance(30_000);
  await bench.tick();
  await bench.rehearsals.idle();
  expect(await state()).toEqual({ done: 3, finished: true });
  expect(await bench.outcomes()).toEqual({ mismatched: 3 });
  const { rows } = await bench.database.store.pool.query<{ note: string }>(
    `select distinct note from read_audit where user_id = 'causeway' and operation = 'Rehearsal'`,
  );
  expect(rows).toEqual([{ note: `rehearsal rh_1 of ${ROUTE_ID}` }]);
});

test('answers are never recorded, and nothing recorded means nothing to rehearse', async () => {
  expect(await begin()).toBeNull();
  await recorded();
  const { rows } = await bench.database.store.pool.query('select capability, persons, selection from recorded_ask');
  expect(rows).toHaveLength(3);
  expect(rows[0]).toEqual({ capability: 'observations', persons: ['pt_1'], selection: {} });
});

test('a rehearsal whose process stopped is resumed where it was', async () => {
  await recorded();
  await begin();
  await bench.database.store.db.updateTable('rehearsal').set({ done: 2 }).execute();
  await bench.close();
  const next = openInProcess(bench.means);
  await next.rehearsals.tick();
  await next.rehearsals.idle();
  expect(await state()).toEqual({ done: 3, finished: true });
  expect(bench.control.asks).toHaveLength(1);
  await next.close();
});

test('an ask that cannot be repeated costs only itself', async () => {
  await recorded();
  const faults: unknown[] = [];
  await bench.close();
  const { recorder } = bench.means;
  const next = openInProcess({
    ...bench.means,
    unexpected: (error) => void faults.push(error),
    recorder: {
      answered: (entry) =>
        entry.persons.includes('pt_2' as never) ? Promise.reject(new Error('no room')) : recorder.answered(entry),
    },
  });
  await begin();
  await next.rehearsals.tick();
  await next.rehearsals.idle();
  expect(await state()).toEqual({ done: 3, finished: true });
  expect([faults.length, bench.control.asks.length]).toEqual([1, 2]);
  await next.close();
});

test('a route of the registered practice is rehearsed at the practice of each person, and nobody’s without one', async () => {
  const asked: (readonly [InstanceName, InstanceName, Subjects])[] = [];
  const { store, clock } = bench.means;
  const people = [
    { ...personOf(1), generalPractice: 'C82001' as OdsCode },
    { ...personOf(2), generalPractice: 'C82002' as OdsCode },
    { ...personOf(3), generalPractice: 'C82001' as OdsCode },
    personOf(4),
  ];
  await store.pool.query(
    `with asked as (insert into recorded_ask (at, capability, persons, places, selection)
        values ($1, 'allergies', $2, '{}', '{}') returning id)
      insert into rehearsal (route, at, by_name, by_role, reason, from_at, to_at, ask_ids, done)
        select '*/allergies/gp-record', $1, 'Pat', 'migration-planner', 'as agreed', $1, $1, array[id], 0 from asked`,
    [WINDOW.from, people.map(({ id }) => id)],
  );
  const rehearsals = createRehearsals({
    ...{ store, clock, deadlineMs: 10_000, concurrent: 4, recorder: { answered: () => Promise.resolve() } },
    index: { byIds: () => Promise.resolve(people) },
    routeOf: (id) => Promise.resolve({ id, control: 'gp-connect@*', candidate: 'other-gp@*', stage: 'shadow' }),
    comparing: {
      both: ({ route: { control, candidate }, subjects }) => {
        asked.push([control, candidate, subjects]);
        return Promise.resolve([]);
      },
      ...{ other: () => Promise.resolve(), noise: () => Promise.resolve(), settleDue: () => Promise.resolve() },
      ...{ unsettled: () => 0, settling: () => new Map(), stop: () => undefined },
    },
    unexpected: (error) => {
      throw error;
    },
  });
  await rehearsals.tick();
  await rehearsals.idle();
  const of = ([control, candidate, subjects]: (typeof asked)[number]) =>
    [control, candidate, subjects.of === 'people' ? subjects.people.map(({ id }) => id) : []] as const;
  expect(asked.map(of)).toEqual([
    ['gp-connect@C82001', 'other-gp@C82001', ['pt_1', 'pt_3']],
    ['gp-connect@C82002', 'other-gp@C82002', ['pt_2']],
  ]);
});

test('of many recorded asks as many as are wanted are repeated, spread over the window', async () => {
  await bench.database.store.pool.query(
    `insert into recorded_ask (at, capability, persons, places, selection)
      select $1::timestamptz + n * interval '1 second', 'observations', array['pt_1'], '{}', '{}'
      from generate_series(1, 100) as n`,
    [WINDOW.from],
  );
  await bench.rehearsals.begin({
    ...{ route: ROUTE_ID, window: WINDOW, most: 4, reason: 'before the first step', by: bench.ask().viewer },
  });
  const { rows } = await bench.database.store.pool.query('select array_to_string(ask_ids, $1) as asks from rehearsal', [
    ' ',
  ]);
  expect(rows).toEqual([{ asks: '1 26 51 76' }]);
});

test('of one route no more than sixty different asks a minute are kept', async () => {
  const many = Array.from({ length: 70 }, (_, number) => personOf(number + 100));
  for (const person of many) bench.shadow.observer.answered(bench.read('off', CONTROL, [person]));
  await bench.shadow.flush();
  const kept = () => bench.database.store.pool.query('select id from recorded_ask').then(({ rows }) => rows.length);
  expect(await kept()).toBe(60);
  bench.clock.advance(60_000);
  for (const person of many) bench.shadow.observer.answered(bench.read('off', CONTROL, [person]));
  await bench.shadow.flush();
  expect(await kept()).toBe(120);
});
