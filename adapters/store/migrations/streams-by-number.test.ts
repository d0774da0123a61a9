import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { freshDatabase } from '../../../test/database';
import type { FreshDatabase } from '../../../test/database';
import { up as reportStreams } from './0195-report-streams';
import { up as orderStreams } from './0205-order-streams';

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(() => fresh.drop());

interface Kept {
  readonly was: string;
  readonly record: string;
  readonly event: string;
  readonly row: string;
  readonly is: string;
}

const kept = (was: string, record: string, event: string, row: string, is = was): Kept => {
  return { was, record, event, row, is };
};

test.each([
  [
    'a report',
    reportStreams,
    [
      kept('lab|RWE|S1|26B|1', 'RWE|S1', 'lab-reported', 'lab-reports', 'lab|26B|1'),
      kept('lab|RWE|S_|F', 'RWE|S_', 'lab-reported', 'lab-reports', 'lab|F'),
      kept('lab|F2', 'RWE|S1', 'lab-reported', 'lab-reports'),
      kept('imaging|RWE|S1|A1', 'RWE|S1', 'imaging-reported', 'imaging-reports', 'imaging|A1'),
      kept('order|pathology|RWE|S1|P1', 'RWE|S1', 'ordered', 'lab-orders'),
      kept('person|RWE|S1', 'RWE|S1', 'person-updated', 'demographics'),
    ],
  ],
  [
    'an order',
    orderStreams,
    [
      kept('order|pathology|RWE|S1|26B|1', 'RWE|S1', 'ordered', 'lab-orders', 'order|pathology|26B|1'),
      kept('order|imaging|RWE|S_|P1', 'RWE|S_', 'ordered', 'imaging-orders', 'order|imaging|P1'),
      kept('order|imaging|P2', 'RWE|S1', 'ordered', 'imaging-orders'),
      kept('lab|F', 'RWE|S1', 'lab-reported', 'lab-reports'),
    ],
  ],
])(
  'what was kept of %s by the record it was told of is kept by its number, and nothing else is touched',
  async (_, up, all) => {
    const { db } = fresh.store;
    for (const [at, { was, record, event, row }] of all.entries()) {
      await sql`insert into event (instance, feed, seq, idx, stream, record_id, occurred_at, kind, message_id, body)
      values ('lims@RWE', 'lims', ${at}, 0, ${was}, ${record}, now(), ${event}, 'm', '{}')`.execute(db);
      await sql`insert into projection (instance, kind, key, stream, record_id, organisation, from_at, open, sensitive, body)
      values ('lims@RWE', ${row}, ${at}::text, ${was}, ${record}, 'RWE', now(), false, false, '{}')`.execute(db);
    }
    await up(db as unknown as Kysely<unknown>);
    const events = await db.selectFrom('event').select('stream').orderBy('seq').execute();
    const rows = await db.selectFrom('projection').select('stream').orderBy('key').execute();
    const now = all.map(({ is }) => is);
    expect([events, rows].map((found) => found.map(({ stream }) => stream))).toEqual([now, now]);
  },
);
