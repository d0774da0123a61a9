import { sql } from 'kysely';
import { Client } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { leaveQueue } from './outcomes';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

/** True once somebody waits for a lock of this database. */
const somebodyWaits = async (): Promise<void> => {
  for (;;) {
    const { rows } = await sql`select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(fresh.store.db);
    if (rows.length > 0) return;
    await pause(5);
  }
};

it('finds the oldest that is left, also one that numbered itself earlier and commits meanwhile', async () => {
  const { db } = fresh.store;
  await sql`insert into message (seq, feed, instance, received_at, peer, bytes, charset, content_hash, sending_application,
      sending_facility, message_type, trigger_event, control_id, processing_id, version, accepted, partition_keys, state)
    overriding system value
    select seq, 'pas', 'pas@RWE', now(), '', '', '', sha256(seq::text::bytea), '', '', '', '', seq::text, '', '', true, '{k}', 'received'
    from unnest(array[1, 2]) as one (seq)`.execute(db);
  await sql`insert into queued (feed, key, seq) values ('pas', 'k', 2)`.execute(db);
  await sql`insert into backlog (feed, key, pending, since) values ('pas', 'k', 1, 2)`.execute(db);

  const arriving = new Client({ connectionString: fresh.url });
  await arriving.connect();
  await arriving.query('begin');
  await arriving.query(`insert into queued (feed, key, seq) values ('pas', 'k', 1)`);
  await arriving.query(`update backlog set pending = pending + 1, since = 1 where feed = 'pas' and key = 'k'`);
  const leaving = db.transaction().execute((trx) => leaveQueue(trx, 'pas', [2]));
  await somebodyWaits();
  await arriving.query('commit');
  await arriving.end();
  await leaving;

  const { rows } = await sql`select pending, since from backlog`.execute(db);
  expect(rows).toEqual([{ pending: 1, since: 1 }]);
});
