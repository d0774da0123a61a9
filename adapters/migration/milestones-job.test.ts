import { sql } from 'kysely';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { fixedClock, now } from '../../schema/clock';
import { DAY, type Instant } from '../../schema/time';
import { readMigrationAlerts } from './alerts';
import { startMilestones } from './milestones-job';

let database: FreshDatabase;
const clock = fixedClock('2024-12-30T07:00:00.000Z' as Instant);
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const alerts = () =>
  database.store.db
    .selectFrom('migration_alert')
    .select(['about', 'words', 'due', 'over_at'])
    .where('kind', '=', 'slipping')
    .orderBy('id')
    .execute();

test('a slip opens one alert, whoever looks and however often; when it is said to be done, the alert is over', async () => {
  const { db } = database.store;
  const written = (actualFrom: string | null) =>
    JSON.stringify([{ phase: 'decommissioned', plannedFrom: '2024', actualFrom, note: null }]);
  await db
    .insertInto('registered_system')
    .values({
      ...{ id: 'pas@RWE', name: 'HISS', organisation: 'RWE', organisation_name: 'UHL', lifecycle: 'live', version: 1 },
      ...{ phases: written(null), dependants: [], replaced_by: [], changed_by: null, at: now(clock), why: 'so' },
    })
    .execute();
  const jobs = [0, 1].map(() => startMilestones(database.store, clock, () => undefined));
  await Promise.all(jobs.map((job) => job.look()));
  expect(await alerts()).toEqual([]);
  clock.advance(3 * DAY);
  await Promise.all(jobs.map((job) => job.look()));
  await jobs[0]?.look();
  const words = 'HISS was to be switched off by 2024-12-31, and is not said to be.';
  expect(await alerts()).toEqual([{ about: 'pas@RWE', words, due: '2024-12-31', over_at: null }]);
  // Since is when it was noticed, not when it was due.
  expect(await readMigrationAlerts(database.store, true)).toMatchObject([{ since: now(clock), due: '2024-12-31' }]);
  // An alert from before the day was kept has it once somebody looks again, and stays the same alert.
  await sql`update migration_alert set due = null`.execute(db);
  await jobs[0]?.look();
  expect(await alerts()).toEqual([{ about: 'pas@RWE', words, due: '2024-12-31', over_at: null }]);
  await db
    .updateTable('registered_system')
    .set({ phases: written('2025-01-02') })
    .execute();
  await jobs[0]?.look();
  expect((await alerts()).map(({ over_at }) => over_at !== null)).toEqual([true]);
  await Promise.all(jobs.map((job) => job.close()));
});
