import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { freshDatabase } from '../../../test/database';
import type { FreshDatabase } from '../../../test/database';
import { up } from './0195-report-streams';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const KEPT: readonly (readonly [stream: string, record: string, event: string, row: string])[] = [
  ['lab|RWE|S1|26B|1', 'RWE|S1', 'lab-reported', 'lab-reports'],
  ['lab|RWE|S_|F', 'RWE|S_', 'lab-reported', 'lab-reports'],
  ['lab|F2', 'RWE|S1', 'lab-reported', 'lab-reports'],
  ['imaging|RWE|S1|A1', 'RWE|S1', 'imaging-reported', 'imaging-reports'],
  ['order|pathology|RWE|S1|P1', 'RWE|S1', 'ordered', 'lab-orders'],
  ['person|RWE|S1', 'RWE|S1', 'person-updated', 'demographics'],
];

test('what was kept of a report by the record it was told of is kept by its number, and nothing else is touched', async () => {
  const { db } = fresh.store;
  for (const [at, [stream, record, event, row]] of KEPT.entries()) {
    await sql`insert into event (instance, feed, seq, idx, stream, record_id, occurred_at, kind, message_id, body)
      values ('lims@RWE', 'lims', ${at}, 0, ${stream}, ${record}, now(), ${event}, 'm', '{}')`.execute(db);
    await sql`insert into projection (instance, kind, key, stream, record_id, organisation, from_at, open, sensitive, body)
      values ('lims@RWE', ${row}, ${at}::text, ${stream}, ${record}, 'RWE', now(), false, false, '{}')`.execute(db);
  }
  await up(db as unknown as Kysely<unknown>);
  const now = ['lab|26B|1', 'lab|F', 'lab|F2', 'imaging|A1', 'order|pathology|RWE|S1|P1', 'person|RWE|S1'];
  const events = await db.selectFrom('event').select('stream').orderBy('seq').execute();
  const rows = await db.selectFrom('projection').select('stream').orderBy('key').execute();
  expect([events, rows].map((all) => all.map(({ stream }) => stream))).toEqual([now, now]);
});
