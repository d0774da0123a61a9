import { freshDatabase, type FreshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import type { Store } from '../store';
import { createCandidateAsks } from './candidate-asks';
import { AT, ROUTE_ID } from './shadow-under-test';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('how a candidate failed while the store was away counts once it is there again', async () => {
  let away = true;
  const store: Pick<Store, 'db'> = {
    get db() {
      if (away) throw new Error('away');
      return database.store.db;
    },
  };
  const asks = createCandidateAsks({ store: store as Store, clock: fixedClock(AT) });
  asks.add(ROUTE_ID, { failed: true, ms: 7.4, probe: false });
  await expect(asks.flush()).rejects.toThrow('away');
  asks.add(ROUTE_ID, { failed: false, ms: 9, probe: true });
  away = false;
  await asks.flush();
  await asks.flush();
  const rows = await database.store.db.selectFrom('candidate_ask').selectAll().execute();
  expect(rows).toMatchObject([{ route: ROUTE_ID, asks: 2, failed: 1, probes: 1, ms: [7, 9] }]);
});
