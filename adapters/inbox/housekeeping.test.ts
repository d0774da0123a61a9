import { sql } from 'kysely';
import { fixedClock } from '../../schema/clock';
import { DAY, MINUTE, type Instant } from '../../schema/time';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { registerFeeds } from './feed';
import { startAlerting, startHousekeeping } from './housekeeping';
import { createIntake } from './intake';
import { sampleFeed, sampleMessage } from './sample-feed';

describe('housekeeping', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => (fresh = await freshDatabase()));
  afterAll(() => fresh.drop());

  const until = async (met: () => Promise<boolean> | boolean): Promise<void> => {
    while (!(await met())) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it('watches and prunes by itself, says once that it cannot and once that it can again, and stops', async () => {
    const { store } = fresh;
    const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
    const feed = { ...sampleFeed(), retentionMs: DAY };
    await registerFeeds(store, [feed]);
    // A message of a test system: refused, and so settled.
    const refused = sampleMessage({ id: 'T1', person: '1', processingId: 'T' });
    await createIntake({ store, feed, clock }).receive(refused, { address: '127.0.0.1', port: 4242 });
    const logged: string[] = [];
    const log = (line: string): void => void logged.push(line);
    const means = { store, feeds: [feed], clock, log, apply: () => Promise.resolve() };
    const translateFor = () => () => ({ kind: 'events', events: [], notes: [] }) as const;
    const housekeeping = startHousekeeping({ ...means, translateFor }, { lookMs: 1, pruneMs: 1, countMs: 1 });
    const awaited = () => store.db.selectFrom('known_feed').select('awaited_since').executeTakeFirstOrThrow();
    await until(async () => (await awaited()).awaited_since !== null);

    clock.advance(2 * DAY);
    const pruned = () => store.db.selectFrom('message').select('pruned_at').executeTakeFirstOrThrow();
    await until(async () => (await pruned()).pruned_at !== null);
    await until(() => logged.some((line) => line.startsWith('pas@RWE: alert, silent: no message was ever taken')));

    await sql`alter table inbox_alert rename to inbox_alert_gone`.execute(store.db);
    await until(() => logged.some((line) => line.startsWith('watching the feeds failed')));
    await new Promise((resolve) => setTimeout(resolve, 30));
    await sql`alter table inbox_alert_gone rename to inbox_alert`.execute(store.db);
    await until(() => logged.includes('watching the feeds goes on again'));
    await housekeeping.close();
    await housekeeping.close();
    expect(logged.filter((line) => line.includes('watching the feeds failed'))).toHaveLength(1);
    expect(logged.filter((line) => line.includes('alert, silent'))).toHaveLength(1);
  });

  it('tells of messages that nobody works on where the worker is elsewhere, as in a thread that hangs', async () => {
    const { store } = fresh;
    const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
    const feed = sampleFeed({}, 'nobody@RWE');
    await registerFeeds(store, [feed]);
    await createIntake({ store, feed, clock }).receive(sampleMessage({ id: 'N1', person: '1' }), {
      address: '127.0.0.1',
      port: 4242,
    });
    const logged: string[] = [];
    const alerting = startAlerting({ store, feeds: [feed], clock, log: (line) => void logged.push(line) }, 1);
    clock.advance(10 * MINUTE);
    await until(() => logged.length > 0);
    await alerting.close();
    expect(logged[0]).toBe('nobody@RWE: alert, queue-age: 1 message waiting, the oldest for 10 min (agreed: 5 min)');
  });
});
