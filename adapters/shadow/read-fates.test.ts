import { freshDatabase, type FreshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import { createReadFates } from './read-fates';
import { AT, ROUTE_ID } from './shadow-under-test';

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const written = async (): Promise<unknown> => {
  const rows = await database.store.db
    .selectFrom('shadow_read')
    .selectAll()
    .orderBy('minute')
    .orderBy('fate')
    .execute();
  return rows.map(({ minute, fate, reads }) => [minute.toISOString().slice(11, 16), fate, Number(reads)]);
};

test('what two processes count adds up by the minute, is written every ten seconds and at the end, and each knows its own', async () => {
  const clock = fixedClock(AT);
  const means = { store: database.store, clock };
  const [one, other] = [createReadFates(means), createReadFates(means)];
  for (const fates of [one, other]) {
    for (const fate of ['compared', 'paced', 'paced'] as const) fates.add(ROUTE_ID, fate);
    await fates.flush('due');
  }
  const first = [
    ['10:00', 'compared', 2],
    ['10:00', 'paced', 4],
  ];
  expect(await written()).toEqual(first);
  one.add(ROUTE_ID, 'queue-full');
  await one.flush('due');
  expect(await written()).toEqual(first);
  clock.advance(10_000);
  await one.flush('due');
  clock.advance(50_000);
  one.add(ROUTE_ID, 'paced');
  await one.flush('now');
  expect(await written()).toEqual([...first, ['10:00', 'queue-full', 1], ['10:01', 'paced', 1]]);
  expect(one.counted().map(({ fate, count }) => [fate, count])).toEqual([
    ['compared', 1],
    ['paced', 3],
    ['queue-full', 1],
  ]);
});

test('what the store did not take is written with the next', async () => {
  let away = true;
  const { store } = database;
  const db = new Proxy(store.db, {
    get: (target, name) => {
      if (away) throw new Error('away');
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  const fates = createReadFates({ store: { ...store, db }, clock: fixedClock(AT) });
  fates.add(ROUTE_ID, 'paced');
  await expect(fates.flush('now')).rejects.toThrow('away');
  away = false;
  fates.add(ROUTE_ID, 'paced');
  await fates.flush('now');
  expect(await written()).toEqual([['10:00', 'paced', 2]]);
});
