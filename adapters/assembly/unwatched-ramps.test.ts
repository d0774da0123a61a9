import { fixedClock, now } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { readMigrationAlerts } from '../migration/alerts';
import { createUnwatchedRamps } from './unwatched-ramps';

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

test('a ramp that somebody moved is told of as unwatched no more, though nobody watches yet', async () => {
  const { store } = database;
  const ramp = { control: 'pas@RWE', candidate: 'next@RWE', stage: 'ramp', percent: 5, needed: true, moved_by: 'Mina' };
  await store.db
    .insertInto('route')
    .values(
      ['allergies', 'flags'].map((capability) => ({
        ...{ organisation: 'RWE', capability, role: 'inpatient-record', ...ramp, at: now(clock), why: 'so' },
      })),
    )
    .execute();
  const open = async () => (await readMigrationAlerts(store, true)).map(({ about }) => about).sort();
  const ramps = createUnwatchedRamps({ store, clock });
  await ramps.tell('The thread that compares cannot be started');
  expect(await open()).toEqual(['RWE/allergies/inpatient-record', 'RWE/flags/inpatient-record']);
  await store.db.updateTable('route').set({ stage: 'off', percent: null }).where('capability', '=', 'flags').execute();
  await ramps.tell('The thread that compares cannot be started');
  expect(await open()).toEqual(['RWE/allergies/inpatient-record']);
  await ramps.tell(null);
  expect(await open()).toEqual([]);
});
