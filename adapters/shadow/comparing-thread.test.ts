import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../schema/clock';
import type { ReadFate } from '../../schema/migration/evidence';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { createBeginRehearsal } from './begin-rehearsal';
import type { Comparer } from './comparer';
import { startComparingThread } from './comparing-thread';
import type { UnderTest } from './comparing-thread-under-test';
import { openShadow } from './open-shadow';
import { SHADOW_SETTINGS, type ShadowSettings } from './settings';
import type { Shadow } from './shadow';
import {
  askOf,
  CANDIDATE,
  connected,
  CONTROL,
  fakeSystem,
  personOf,
  planRoute,
  readOf,
  ROUTE_ID,
} from './shadow-under-test';

const ENTRY = join(__dirname, 'comparing-thread-under-test.ts');

let fresh: FreshDatabase;
let shadow: Shadow;
let comparer: Comparer;
let lines: string[];
let told: (string | null)[];
beforeEach(async () => {
  fresh = await freshDatabase();
  lines = [];
  told = [];
  await fresh.store.pool.query('create table told (what text not null); create table asked (here boolean)');
});
afterEach(async () => {
  await shadow.close();
  await fresh.drop();
});

const open = (own: Partial<ShadowSettings> = {}, databaseUrl = fresh.url): void => {
  const settings: ShadowSettings = { ...SHADOW_SETTINGS, noisePercent: 0, everyMs: 0, ...own };
  shadow = openShadow({
    ...{ store: fresh.store, clock: systemClock, settings, random: () => 0.5, elapsedMs: () => performance.now() },
    // Of this thread nobody is asked.
    connections: new Map(
      [CONTROL, CANDIDATE].map((name) => [name, { kind: connected(name, fakeSystem()).kind }] as const),
    ),
    unexpected: (error) => {
      throw error;
    },
    openComparer: (count) => {
      comparer = startComparingThread({
        ...{ entry: ENTRY, settings: { databaseUrl, settings: own } satisfies UnderTest, most: settings.queue, count },
        log: (line) => void lines.push(line),
        down: (words) => void told.push(words),
      });
      return comparer;
    },
  });
};
const tell = async (what: 'wait' | 'die' | 'differ' | null): Promise<void> => {
  await fresh.store.pool.query('delete from told');
  if (what !== null) await fresh.store.pool.query('insert into told values ($1)', [what]);
};
const read = (times = 1): void => {
  for (let time = 0; time < times; time += 1)
    shadow.observer.answered(readOf(askOf(systemClock), 'shadow', CONTROL, [personOf(1)], '70'));
};
/** How many reads came to it. */
const fate = (wanted: ReadFate): number =>
  shadow
    .fates()
    .filter((one) => one.fate === wanted)
    .reduce((sum, { count }) => sum + count, 0);
const outcomes = async () => {
  const { rows } = await fresh.store.pool.query<{ outcome: string; n: number }>(
    'select outcome, count(*)::int as n from shadow_comparison group by outcome',
  );
  return Object.fromEntries(rows.map(({ outcome, n }) => [outcome, n]));
};
const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await pause(10);
};

test('what this thread hands over, before the other is ready too, the other compares; closed, it is written', async () => {
  open();
  read(2);
  await shadow.idle();
  read();
  await shadow.idle();
  await Promise.all([shadow.close(), shadow.close()]);
  expect(await outcomes()).toEqual({ matched: 3 });
  expect([fate('compared'), fate('failed'), lines]).toEqual([3, 0, []]);
  // The thread, and its connections, are gone; and so is room for more.
  const { rows } = await fresh.store.pool.query<{ n: number }>(
    'select count(*)::int as n from pg_stat_activity where datname = current_database()',
  );
  expect(rows[0]?.n).toBe(fresh.store.pool.totalCount);
  read();
  expect(fate('queue-full')).toBe(1);
});

test('it says what a comparison takes of a processor', async () => {
  open();
  expect(comparer.costMs()).toBe(0);
  read();
  await until(() => comparer.costMs() > 0);
});

test('no more wait than have room, here and there together, and the reads are never waited for', async () => {
  await tell('wait');
  open({ queue: 3, concurrent: 1 });
  read();
  // One is under way over there, and has told nobody yet.
  await until(async () => (await fresh.store.pool.query('select 1 from asked')).rowCount === 1);
  read(6);
  expect([fate('compared'), fate('queue-full')]).toEqual([3, 4]);
  await tell(null);
  await shadow.idle();
  read();
  await shadow.idle();
  expect([fate('compared'), fate('queue-full'), fate('failed')]).toEqual([4, 4, 0]);
});

test('a thread that ends by itself is told of and started again; what it had is counted as failed', async () => {
  await tell('die');
  open({ concurrent: 1 });
  read(2);
  await shadow.idle();
  expect(fate('failed')).toBe(2);
  expect(lines).toEqual([
    'the thread that compares ended (Error); live answers are not touched by it, and it is started again',
  ]);
  // Whoever reads meanwhile waits for the next one.
  read();
  await shadow.idle();
  await shadow.close();
  expect([fate('compared'), fate('failed'), await outcomes()]).toEqual([3, 2, { matched: 1 }]);
});

test('differences that waited in it to be asked about again are counted as lost with it', async () => {
  await tell('differ');
  open({ settleMs: 600_000 });
  read();
  await until(async () => (await outcomes())['in-flight'] === 1);
  // It says each second what waits there.
  await pause(4_000);
  await tell('die');
  read();
  await until(() => fate('unsettled') > 0);
  expect([fate('unsettled'), fate('failed')]).toEqual([1, 1]);
});

test('what is still to be compared when it is closed is counted as not compared', async () => {
  await tell('wait');
  open({ concurrent: 1 });
  read(20);
  await until(async () => (await fresh.store.pool.query('select 1 from asked')).rowCount === 1);
  const closed = shadow.close();
  await tell(null);
  await closed;
  // Before it hears that it is to close, it may have gone on to the next ones.
  const { matched = 0, ...others } = await outcomes();
  expect([fate('compared'), fate('failed') + matched, others]).toEqual([20, 20, {}]);
  expect(fate('failed')).toBeGreaterThan(0);
  expect(matched).toBeGreaterThan(0);
});

test('where it cannot be started, reads go on, what would have been compared is counted, and the log says so', async () => {
  open({}, fresh.url.replace(/\/[^/]*$/, '/there_is_no_such_database'));
  read();
  await shadow.idle();
  expect([fate('compared'), fate('failed')]).toEqual([1, 1]);
  expect(lines).toEqual([
    'the thread that compares cannot be started (error 3D000); live reads are answered, but nothing is compared or rehearsed here and no ramp is watched; tried again in 1 s',
  ]);
  await until(() => lines.length === 2);
  expect(lines[1]).toContain('tried again in 2 s');
  // Whoever plans is told each time, for a ramp may have begun since.
  const words = expect.stringMatching(/^the thread that compares cannot be started .* no ramp is watched$/) as string;
  expect(told).toEqual([words, words]);
});

test('what the thread finds to be lost is counted here', async () => {
  await tell('differ');
  open({ settling: 0 });
  read();
  await shadow.idle();
  expect([fate('compared'), fate('unsettled')]).toEqual([1, 1]);
  await shadow.close();
  const { rows } = await fresh.store.pool.query('select fate, reads::int from shadow_read order by fate');
  expect(rows).toEqual([
    { fate: 'compared', reads: 1 },
    { fate: 'unsettled', reads: 1 },
  ]);
});

test('what cannot be handed over is lost alone, and nobody is quoted', async () => {
  open();
  const whole = readOf(askOf(systemClock), 'shadow', CONTROL, [personOf(1)], '70');
  const answers = [{ kind: 'found', value: { tell: () => 'Mavis TESTER' } }];
  shadow.observer.answered({ ...whole, asked: whole.asked.map((one) => ({ ...one, answers })) } as never);
  read();
  await shadow.idle();
  await shadow.close();
  expect([fate('compared'), fate('failed'), await outcomes()]).toEqual([2, 1, { matched: 1 }]);
  expect(lines).toEqual([
    expect.stringMatching(/^a read could not be handed to the thread that compares \(DataCloneError/),
  ]);
});

test('a rehearsal that is begun here is worked on there', async () => {
  await planRoute(fresh.store);
  open();
  shadow.observer.answered(readOf(askOf(systemClock), 'off', CONTROL, [personOf(1)], '70'));
  await shadow.flush();
  const begin = createBeginRehearsal({ store: fresh.store, clock: systemClock });
  const now = systemClock.millis();
  const window = { from: new Date(now - 60_000).toISOString(), to: new Date(now + 60_000).toISOString() };
  const id = await begin({
    ...{ route: ROUTE_ID, window: window as never, most: 10, reason: 'before the first step' },
    by: askOf(systemClock).viewer,
  });
  const finished = async () =>
    (await fresh.store.pool.query('select 1 from rehearsal where id = $1 and finished_at is not null', [id])).rowCount === 1; // prettier-ignore
  await until(finished);
  await shadow.close();
  expect(await outcomes()).toEqual({ matched: 1 });
});
