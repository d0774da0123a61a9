import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { freshDatabase } from '../../../test/database';
import type { FreshDatabase } from '../../../test/database';
import { up } from './0205-order-streams';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const KEPT: readonly (readonly [stream: string, record: string, event: string, row: string])[] = [
  ['order|pathology|RWE|S1|26B|1', 'RWE|S1', 'ordered', 'lab-orders'],
  ['order|imaging|RWE|S_|P1', 'RWE|S_', 'ordered', 'imaging-orders'],
  ['order|imaging|P2', 'RWE|S1', 'ordered', 'imaging-orders'],
  ['lab|F', 'RWE|S1', 'lab-reported', 'lab-reports'],
];

test('what was kept of an order by the record it was told of is kept by its number, and nothing else is touched', async () => {
  const { db } = fresh.store;
  for (const [at, [stream, record, event, row]] of KEPT.entries()) {
    await sql`insert into event (instance, feed, seq, idx, stream, record_id, occurred_at, kind, message_id, body)
      values ('lims@RWE', 'lims', ${at}, 0, ${stream}, ${record}, now(), ${event}, 'm', '{}')`.execute(db);
    await sql`insert into projection (instance, kind, key, stream, record_id, organisation, from_at, open, sensitive, body)
      values ('lims@RWE', ${row}, ${at}::text, ${stream}, ${record}, 'RWE', now(), false, false, '{}')`.execute(db);
  }
  await up(db as unknown as Kysely<unknown>);
  const now = ['order|pathology|26B|1', 'order|imaging|P1', 'order|imaging|P2', 'lab|F'];
  const events = await db.selectFrom('event').select('stream').orderBy('seq').execute();
  const rows = await db.selectFrom('projection').select('stream').orderBy('key').execute();
  expect([events, rows].map((all) => all.map(({ stream }) => stream))).toEqual([now, now]);
});
