import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { createMoves } from '../ledger';
import { readMigrationAlerts } from '../migration/alerts';
import { goBackBy } from './own-comparer';

const ROUTE = 'RWE/flags/inpatient-record';
const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
  await database.store.db
    .insertInto('route')
    .values({
      ...{ organisation: 'RWE', capability: 'flags', role: 'inpatient-record', needed: true, stage: 'ramp' },
      ...{ control: 'pas@RWE', candidate: 'nervecentre@RWE', percent: 10, sites: [], second_approver: false },
      ...{ moved_by: 'PLANNER Pat', at: '2026-11-20T09:59:00.000Z' as Instant, why: 'a first step of the ramp' },
    })
    .execute();
});
afterEach(() => database.drop());

const goBack = (reason: string): Promise<boolean> => {
  const { store } = database;
  return goBackBy(createMoves({ store, clock, kinds: new Map() }), { store, clock, log: () => undefined })(
    ROUTE,
    reason,
  );
};

test('each roll-back is told of under its own date, and a ramp that is none any more is left as it is', async () => {
  const alerts = async (onlyOpen: boolean) =>
    (await readMigrationAlerts(database.store, onlyOpen)).map(({ since, words }) => [since, words.slice(0, 11)]);
  expect(await goBack('It failed.')).toBe(true);
  expect(await goBack('It was slow.')).toBe(false);
  clock.advance(86_400_000);
  await database.store.db.updateTable('route').set({ stage: 'ramp', percent: 10 }).execute();
  expect(await goBack('It differed.')).toBe(true);
  expect(await alerts(true)).toEqual([['2026-11-21T10:00:00.000Z', 'It differed']]);
  expect(await alerts(false)).toHaveLength(2);
});
