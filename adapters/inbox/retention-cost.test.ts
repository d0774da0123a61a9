import { sql } from 'kysely';
import { fixedClock } from '../../schema/clock';
import { DAY, HOUR, instantOf, type Instant } from '../../schema/time';
import { freshDatabase, onServer } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { openStore } from '../store';
import type { MessageState } from '../store/tables/inbox';
import { createRetention } from './retention';
import { sampleFeed } from './sample-feed';

const AT = '2026-11-20T10:00:00.000Z' as Instant;
const kept = { ...sampleFeed(), retentionMs: 90 * DAY };

let fresh: FreshDatabase;
let clock: ReturnType<typeof fixedClock>;
beforeEach(async () => {
  fresh = await freshDatabase();
  clock = fixedClock(AT);
  await sql`alter table message set (autovacuum_enabled = off)`.execute(fresh.store.db);
});
afterEach(() => fresh.drop());

/** One every so many seconds, the last of them so many days old. */
const arrived = async (count: number, everySeconds: number, days: number): Promise<void> => {
  await sql`insert into message
    (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application, sending_facility, message_type,
      trigger_event, control_id, processing_id, version, accepted, partition_keys, state)
    select ${kept.name}, 'pas@RWE', ${instantOf(clock.millis() - days * DAY)}::timestamptz
      - (${count} - n) * ${everySeconds}::integer * interval '1 second', '', 'MSH', 'utf-8', int4send(n), 'PAS', 'RWE', 'ADT', 'A31',
      'C' || n, 'P', '2.4', true, '{}', 'translated' from generate_series(1, ${count}::integer) n`.execute(
    fresh.store.db,
  );
};

const sessions = async (): Promise<readonly number[]> => {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where datname = current_database()`.execute(fresh.store.db);
  return rows.map(({ pid }) => pid);
};

const readSoFar = async (): Promise<number> => {
  const { rows } = await sql<{ read: number }>`select sum(idx_tup_read)::integer
    + (select seq_tup_read from pg_stat_user_tables where relname = 'message')::integer as read
    from pg_stat_user_indexes where relname = 'message'`.execute(fresh.store.db);
  return rows[0]?.read ?? NaN;
};

/** What pruning has the server read of the messages and their indexes, in rows and entries: known once its sessions ended. */
const readByPruning = async (): Promise<{ readonly pruned: number; readonly read: number }> => {
  const before = await readSoFar();
  const others = await sessions();
  const store = await openStore({ kind: 'served', databaseUrl: fresh.url });
  const pruned = await createRetention({ store, feeds: [kept], clock, log: () => undefined }).prune();
  await store.close();
  while ((await sessions()).some((pid) => !others.includes(pid)));
  return { pruned, read: (await readSoFar()) - before };
};

test('each bite goes on where the last one ended, though a backup keeps what was pruned from being forgotten', async () => {
  await arrived(3_000, 1, 100);
  await fresh.store.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (backup) => {
      await sql`select count(*) from message`.execute(backup);
      const { pruned, read } = await readByPruning();
      expect(pruned).toBe(3_000);
      // Once to find each, once to change it, and what a bite meets of the moment at which the last one ended.
      expect(read).toBeLessThan(3 * 3_000);
    });
});

test('what was pruned long ago is not looked at again, whatever the statistics say', async () => {
  // 138 days of messages, of which 48 are due.
  await arrived(20_000, 600, 0);
  await onServer(fresh.url, 'analyze message');
  // What this reads must be counted before the counting begins.
  await onServer(
    fresh.url,
    `update message set pruned_at = received_at + interval '90 days' where seq <= 6800; select pg_stat_force_next_flush()`,
  );
  await onServer(fresh.url, 'vacuum message');
  const { pruned, read } = await readByPruning();
  expect(pruned).toBeGreaterThan(100);
  expect(read).toBeLessThan(4 * pruned);
});

test('what was held when its time was over, and was dealt with since, goes within the hour', async () => {
  await arrived(300, 1, 100);
  const { db } = fresh.store;
  const state = (to: MessageState): Promise<unknown> =>
    db.updateTable('message').set({ state: to }).where('seq', '=', 5).execute();
  await state('held');
  const retention = createRetention({ store: fresh.store, feeds: [kept], clock, log: () => undefined });
  expect(await retention.prune()).toBe(299);
  await state('translated');
  clock.advance(HOUR);
  expect(await retention.prune()).toBe(1);
});
