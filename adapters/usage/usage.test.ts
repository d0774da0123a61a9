import { freshDatabase, type FreshDatabase } from '../../test/database';
import type { Ask, Capability } from '../../schema/capabilities';
import { fixedClock } from '../../schema/clock';
import type { FieldRead } from '../../schema/migration/use';
import { DAY, HOUR, instantOf, type DateRange, type Instant } from '../../schema/time';
import type { AnsweredRead } from '../routing/observer';
import { asksOf, countedSince, fieldUseOf, openUsage, readersOf, trafficOf, type Usage } from './index';
import { keepUse } from './keeping';

const START = '2026-09-01T10:00:00.000Z' as Instant;

let database: FreshDatabase;
let clock: ReturnType<typeof fixedClock>;
let usage: Usage;
beforeEach(async () => {
  database = await freshDatabase();
  clock = fixedClock(START);
  usage = openUsage(database.store, clock, () => undefined);
});
afterEach(async () => {
  await usage.close();
  await database.drop();
});

const bed: FieldRead = { field: 'Bed.status', capability: 'bed-state', system: 'pas@RWE' };
const ward: FieldRead = { field: 'Ward.name', capability: 'wards', system: 'pas@RWE' };
let requests = 0;
const ask = (client: string, operation = 'Q', requestId = `r${(requests += 1)}`): Ask =>
  ({ client, operation, requestId, deadline: clock.millis() + 10_000, clock }) as unknown as Ask;
const soFar = (): DateRange => ({ from: instantOf(Date.parse(START) - DAY), to: instantOf(clock.millis() + 1) });

test('a request counts once for a field, in however many parts it is answered, and by day, client and operation', async () => {
  const one = ask('board', 'WardBoard');
  usage.use.read([bed, ward], one);
  usage.use.read([bed], one);
  usage.use.read([bed], ask('board', 'WardBoard'));
  // The same id again, later, is another request.
  clock.advance(HOUR);
  usage.use.read([bed], { ...one, deadline: clock.millis() + 10_000 });
  usage.use.read([ward], ask('summary'));
  clock.advance(DAY);
  usage.use.read([bed], ask('board', 'WardBoard'));
  await usage.flush();
  const lines = async (perDay: boolean) =>
    (await fieldUseOf(database.store, { window: soFar(), perDay }, 100)).map(
      ({ day, client, operation, field, count }) => [day, client, operation, field, count].join(' '),
    );
  expect(await lines(false)).toEqual([
    ' board WardBoard Bed.status 4',
    ' board WardBoard Ward.name 1',
    ' summary Q Ward.name 1',
  ]);
  expect(await lines(true)).toEqual([
    '2026-09-02 board WardBoard Bed.status 1',
    '2026-09-01 board WardBoard Bed.status 3',
    '2026-09-01 board WardBoard Ward.name 1',
    '2026-09-01 summary Q Ward.name 1',
  ]);
});

test('a day is a day of London: half an hour before midnight in summer is the next day in UTC terms only', async () => {
  clock.advance(Date.parse('2026-09-01T23:30:00.000Z') - Date.parse(START));
  usage.use.read([bed], ask('night'));
  await usage.flush();
  const [use] = await fieldUseOf(database.store, { window: soFar(), perDay: true }, 1);
  expect(use?.day).toBe('2026-09-02');
});

test('two processes add up, and an orderly end loses nothing', async () => {
  const other = openUsage(database.store, clock, () => undefined);
  for (let n = 0; n < 20; n += 1) {
    usage.use.read([bed, ward], ask('board'));
    other.use.read([ward, bed], ask('board'));
  }
  await Promise.all([usage.close(), other.close()]);
  const counts = await fieldUseOf(database.store, { window: soFar() }, 10);
  expect(counts.map(({ count }) => count)).toEqual([40, 40]);
});

test('a job that comes once a month is not forgotten, and its rhythm is said', async () => {
  for (let month = 0; month < 5; month += 1) {
    usage.use.read([bed], ask('returns', 'MonthlyReturn'));
    await usage.flush();
    clock.advance(30 * DAY);
  }
  usage.use.read([bed], ask('board'));
  await usage.flush();
  await keepUse(database.store, clock);
  const since = (days: number): DateRange => ({
    from: instantOf(clock.millis() - days * DAY),
    to: instantOf(clock.millis() + 1),
  });
  expect(await readersOf(database.store, { systems: ['pas@RWE'] }, since(40))).toMatchObject([
    { client: 'board', readsPerDay: 1 / 40, rhythm: 'once' },
    {
      client: 'returns',
      operations: ['MonthlyReturn'],
      fields: ['Bed.status'],
      readsPerDay: 1 / 40,
      rhythm: 'about every 30 days',
    },
  ]);
  expect((await readersOf(database.store, { systems: ['pas@RWE'] }, since(20))).map(({ client }) => client)).toEqual([
    'board',
  ]);
  clock.advance(401 * DAY);
  await keepUse(database.store, clock);
  expect(await fieldUseOf(database.store, { window: soFar() }, 10)).toEqual([]);
});

const read = (capability: Capability, ...systems: readonly `${string}@${string}`[]): AnsweredRead =>
  ({
    capability,
    asked: systems.map((instance) => ({ instance, answers: [{ kind: 'found' }] })),
  }) as unknown as AnsweredRead;

test('traffic drains from the old system to the new, slice by slice, and stays right when minutes are joined to hours', async () => {
  for (let hour = 0; hour < 4; hour += 1) {
    usage.observer.answered(read('bed-state', hour < 2 ? 'pas@RWE' : 'nervecentre@RWE'));
    usage.observer.answered(read('wards', 'pas@RWE', 'systmone@RT5'));
    clock.advance(HOUR);
  }
  await usage.flush();
  const window = { from: START, to: instantOf(Date.parse(START) + 4 * HOUR) };
  const told = async () =>
    (await trafficOf(database.store, window, 2, null)).map(({ systems }) =>
      systems.map(({ system, reads }) => `${system} ${reads}`).join(', '),
    );
  const expected = ['pas@RWE 4, systmone@RT5 2', 'nervecentre@RWE 2, pas@RWE 2, systmone@RT5 2'];
  expect(await told()).toEqual(expected);
  clock.advance(3 * DAY);
  await keepUse(database.store, clock);
  expect(await told()).toEqual(expected);
  expect((await trafficOf(database.store, window, 1, 'RT5' as never))[0]?.systems).toEqual([
    { system: 'systmone@RT5', reads: 4 },
  ]);
});

test('what the store would not take waits, and is written when it does again', async () => {
  const said: string[] = [];
  let away = true;
  const failing = {
    ...database.store,
    db: new Proxy(database.store.db, {
      get: (target, name) => {
        if (away) throw new Error('away');
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    }),
  };
  const patient = openUsage(failing, clock, (line) => said.push(line));
  patient.use.read([bed], ask('board'));
  await patient.flush();
  patient.use.read([bed], ask('board'));
  away = false;
  await patient.close();
  expect((await fieldUseOf(database.store, { window: soFar() }, 10)).map(({ count }) => count)).toEqual([2]);
  expect(said.join()).not.toContain('Bed');
});

test('of a system at every practice, each practice’s own counts, and no other’s of the same capability', async () => {
  const problems = (system: FieldRead['system']): FieldRead => ({
    ...{ field: 'Patient.problems', capability: 'problems', system },
  });
  usage.use.read([problems('gp-connect@C82999'), problems('gp-connect@C82111')], ask('summary'));
  usage.use.read([problems('systmone@RT5')], ask('board'));
  usage.observer.answered(read('problems', 'gp-connect@C82999', 'gp-connect@C82111', 'systmone@RT5'));
  await usage.flush();
  const readers = await readersOf(database.store, { systems: ['gp-connect@*'], capabilities: ['problems'] }, soFar());
  expect(readers.map(({ client, fields }) => [client, fields])).toEqual([['summary', ['Patient.problems']]]);
  expect(await asksOf(database.store, 'gp-connect@*', 'problems', soFar())).toEqual({ reads: 2, failed: 0 });
  expect(await asksOf(database.store, 'gp-connect@C82999', 'problems', soFar())).toEqual({ reads: 1, failed: 0 });
});

test('since when reads are counted is the first day of them, and no day where none ever was', async () => {
  expect(await countedSince(database.store)).toBeNull();
  usage.use.read([bed], ask('board'));
  await usage.flush();
  clock.advance(3 * DAY);
  usage.use.read([ward], ask('summary'));
  await usage.flush();
  expect(await countedSince(database.store)).toBe('2026-09-01');
});

test('reads a day are over the days of which reads were counted, not over days before the first; over one at least', async () => {
  const rate = async () => {
    const window = { from: instantOf(clock.millis() - 40 * DAY), to: instantOf(clock.millis() + 1) };
    return (await readersOf(database.store, { systems: ['pas@RWE'] }, window)).map(({ readsPerDay }) => readsPerDay);
  };
  for (let read = 0; read < 6; read += 1) usage.use.read([bed], ask('board'));
  await usage.flush();
  expect(await rate()).toEqual([6]);
  clock.advance(2 * DAY - 10 * (DAY / 24));
  expect(await rate()).toEqual([3]);
  clock.advance(30 * DAY);
  expect(await rate()).toEqual([6 / 32]);
});
