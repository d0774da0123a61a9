import { fixedClock } from '../../schema/clock';
import { instantOf, MINUTE, type Instant } from '../../schema/time';
import { freshDatabase } from '../../test/database';
import { feedStates } from '../messages/feed-states';
import type { FreshDatabase } from '../../test/database';
import type { Translate } from '../contract';
import { createAlertWatch } from './alerts';
import { ALERTS_CHANNEL } from './alerts-channel';
import { registerFeeds } from './feed';
import type { Feed } from './feed';
import { measureFeeds } from './feed-measures';
import { createIntake } from './intake';
import { createListenerIntake } from './listener-intake';
import { sampleFeed, sampleMessage } from './sample-feed';
import type { SampleMessage } from './sample-feed';
import { startWorker } from './worker';

const AT = '2026-11-20T10:00:00.000Z' as Instant;
const peer = { address: '127.0.0.1', port: 4242 };
/** Refuses those named BAD until the code is mended. */
const translateWith =
  (mended: boolean): Translate =>
  ({ controlId }) =>
    controlId.startsWith('BAD') && !mended
      ? { kind: 'refused', refusal: { hl7: '103', at: 'PV1-3', reason: 'PV1-3 names no ward' } }
      : { kind: 'events', events: [], notes: [] };

describe('alerts', () => {
  let fresh: FreshDatabase;
  let clock: ReturnType<typeof fixedClock>;
  let logged: string[] = [];
  const feed: Feed = { ...sampleFeed({ silenceMs: 15 * MINUTE }), alerts: { backlog: 4, queueAgeMs: 5 * MINUTE } };

  beforeEach(async () => {
    fresh = await freshDatabase();
    clock = fixedClock(AT);
    logged = [];
    await registerFeeds(fresh.store, [feed]);
  });
  afterEach(() => fresh.drop());

  const log = (line: string): void => void logged.push(line);
  const watch = (of: Feed = feed) => createAlertWatch({ store: fresh.store, feeds: [of], clock, log });
  const receive = async (of: Feed, ...messages: readonly SampleMessage[]): Promise<void> => {
    const intake = createIntake({ store: fresh.store, feed: of, clock });
    for (const message of messages) await intake.receive(sampleMessage(message), peer);
  };
  const work = async (mended = false): Promise<void> => {
    const apply = (): Promise<void> => Promise.resolve();
    const translateFor = () => translateWith(mended);
    const worker = await startWorker({
      ...{ store: fresh.store, feeds: [feed], translateFor, apply, clock },
      ...{ log: () => undefined, housekeeping: false },
    });
    await worker.drain();
    await worker.close();
  };
  const alerts = async () => {
    const rows = await fresh.store.db.selectFrom('inbox_alert').selectAll().orderBy('id').execute();
    return rows.map(({ condition, since, over_at, words }) => ({
      ...{ condition, words },
      since: instantOf(since.getTime()),
      over: over_at === null ? null : instantOf(over_at.getTime()),
    }));
  };
  const minutes = (n: number): Instant => instantOf(Date.parse(AT) + n * MINUTE);

  it('gives a new installation the agreed silence from when it began to listen, through restarts', async () => {
    await watch().look();
    clock.advance(15 * MINUTE);
    await watch().look();
    expect(await alerts()).toEqual([]);
    clock.advance(1);
    await watch().look();
    const words = 'no message was ever taken, in 15 min of listening (agreed: 15 min)';
    expect(await alerts()).toEqual([{ condition: 'silent', since: minutes(15), over: null, words }]);
    expect(logged).toEqual([`pas@RWE: alert, silent: ${words}`]);
  });

  it('tells of silence once, and once when a message ends it, though that one still waits', async () => {
    await receive(feed, { id: 'A1', person: '1' });
    await work();
    const one = watch();
    await one.look();
    clock.advance(20 * MINUTE);
    await one.look();
    clock.advance(10 * MINUTE);
    await one.look();
    await watch().look();
    expect(logged).toEqual(['pas@RWE: alert, silent: no message was taken for 20 min (agreed: 15 min)']);
    await receive(feed, { id: 'A2', person: '1' });
    await one.look();
    await one.look();
    expect(logged.slice(1)).toEqual(['pas@RWE: silent is over after 15 min: a message was taken 0 s ago']);
    expect(await alerts()).toMatchObject([{ condition: 'silent', since: minutes(15), over: minutes(30) }]);
  });

  const heardAt = async (): Promise<Instant | null> => {
    const row = await fresh.store.db.selectFrom('feed').selectAll().where('name', '=', feed.name).executeTakeFirst();
    return row?.last_heard_at ? instantOf(row.last_heard_at.getTime()) : null;
  };

  it('calls no sender silent whose messages wait, nor does the page; what was dealt with last is another matter', async () => {
    await receive(feed, { id: 'A1', person: '1' });
    await work();
    const agreed = [{ ...feed.profile, name: feed.name, retentionMs: null }];
    const state = async () => (await feedStates(fresh.store.db, clock, agreed, () => 'PAS'))[0];
    clock.advance(20 * MINUTE);
    expect(await state()).toMatchObject({ silent: true, lastHeardAt: AT });
    await receive(feed, { id: 'A2', person: '1' });
    expect(await state()).toMatchObject({ silent: false, lastHeardAt: AT, waiting: 1 });
    await watch().look();
    expect(await alerts()).toEqual([]);
  });

  it("hears no feed by the envelope of a batch: what it brought may all have been refused, or be another feed's", async () => {
    await receive(feed, { id: 'A1', person: '1' });
    await work();
    clock.advance(20 * MINUTE);
    const intake = createIntake({ store: fresh.store, feed, clock });
    const member = { feed, intake };
    const refused = sampleMessage({ id: 'A2', person: '1', version: '9.9' }).toString();
    const batch = Buffer.from(`BHS|^~\\&|PAS|RWE|ROUTE|ROUTE|20261120||||B1\r${refused}BTS|1\r`);
    await createListenerIntake([member], { clock }).receive(batch, peer);
    await watch().look();
    expect(logged).toEqual(['pas@RWE: alert, silent: no message was taken for 20 min (agreed: 15 min)']);
    expect(await heardAt()).toBe(AT);
  });

  it('hears a feed by a heartbeat that comes again byte for byte, and not by any other message that does', async () => {
    await receive(feed, { id: 'H1', type: 'NMD^N02' }, { id: 'A1', person: '1' });
    await work();
    clock.advance(10 * MINUTE);
    await receive(feed, { id: 'A1', person: '1' });
    expect(await heardAt()).toBe(AT);
    clock.advance(4 * MINUTE);
    await receive(feed, { id: 'H1', type: 'NMD^N02' });
    expect(await heardAt()).toBe(minutes(14));
    clock.advance(15 * MINUTE);
    await watch().look();
    expect(logged).toEqual([]);
    const agreed = [{ ...feed.profile, name: feed.name, retentionMs: null }];
    const state = async () => (await feedStates(fresh.store.db, clock, agreed, () => 'PAS'))[0];
    expect(await state()).toMatchObject({ silent: false, lastHeardAt: minutes(14) });
    await receive(feed, { id: 'A1', person: '1' });
    clock.advance(1);
    await watch().look();
    expect(logged).toEqual(['pas@RWE: alert, silent: no message was taken for 15 min (agreed: 15 min)']);
    expect(await state()).toMatchObject({ silent: true, lastHeardAt: minutes(14) });
  });

  it('hears a feed by its heartbeats while a message of no person is held', async () => {
    await receive(feed, { id: 'BAD1' });
    clock.advance(20 * MINUTE);
    await receive(feed, { id: 'H1', type: 'NMD^N02' });
    await work();
    expect(await heardAt()).toBe(minutes(20));
    await watch().look();
    expect((await alerts()).map(({ condition }) => condition)).toEqual(['held']);
  });

  it('tells of depth, and that it is over only at half of it', async () => {
    const ids = (...names: readonly string[]) => names.map((id) => ({ id, person: id }));
    await receive(feed, ...ids('1', '2', '3', '4'));
    const one = watch();
    await one.look();
    expect(logged).toEqual([]);
    await receive(feed, ...ids('5'));
    await one.look();
    expect(logged).toEqual(['pas@RWE: alert, backlog: 5 messages waiting, the oldest for 0 s (agreed: 4 messages)']);
    const drop = (id: string) => fresh.store.db.updateTable('backlog').set({ pending: 0 }).where('key', 'like', `%|${id}`).execute(); // prettier-ignore
    await drop('1');
    await drop('2');
    await one.look();
    expect(logged).toHaveLength(1);
    await drop('3');
    await one.look();
    expect(logged.slice(1)).toEqual(['pas@RWE: backlog is over after 0 s: 2 messages waiting, the oldest for 0 s']);
  });

  it('tells of age with a single message waiting, from when it was too old', async () => {
    await receive(feed, { id: 'A1', person: '1' });
    const one = watch();
    clock.advance(5 * MINUTE);
    await one.look();
    expect(logged).toEqual([]);
    clock.advance(2 * MINUTE);
    await one.look();
    expect(logged).toEqual(['pas@RWE: alert, queue-age: 1 message waiting, the oldest for 7 min (agreed: 5 min)']);
    await work();
    await one.look();
    expect(logged.slice(1)).toEqual(['pas@RWE: queue-age is over after 2 min: nothing waits']);
    expect(await alerts()).toMatchObject([{ condition: 'queue-age', since: minutes(5), over: minutes(7) }]);
  });

  it('tells of what is held, and not also of the age of what waits behind it', async () => {
    await receive(feed, { id: 'BAD', person: '1' }, { id: 'A2', person: '1' });
    await work();
    const one = watch();
    clock.advance(10 * MINUTE);
    await one.look();
    expect(logged).toEqual(['pas@RWE: alert, held: 1 message held; 1 message waiting, all behind held ones']);
    await fresh.store.db.updateTable('message').set({ state: 'superseded' }).where('state', '=', 'held').execute();
    await one.look();
    expect(logged.slice(1)).toEqual(['pas@RWE: held is over after 0 s: none is held']);
  });

  it('tells what was before a held one and grew too old', async () => {
    await receive(feed, { id: 'A1', person: '1' }, { id: 'A2', person: '1' });
    await fresh.store.db
      .updateTable('partition')
      .set({ blocked: true, held: true, held_seq: 2 })
      .where('feed', '=', feed.name)
      .execute();
    clock.advance(6 * MINUTE);
    await watch().look();
    expect(logged).toEqual(['pas@RWE: alert, queue-age: 2 messages waiting, the oldest for 6 min (agreed: 5 min)']);
  });

  it('is one alert however many processes look at once, and one word that it is over', async () => {
    await receive(feed, { id: 'BAD', person: '1' });
    await work();
    let notices = 0;
    const told = new Promise<void>((resolve) => {
      void fresh.store.listen(ALERTS_CHANNEL, (notice) => {
        if (notice.kind !== 'notified') return;
        notices += 1;
        if (notice.payload === 'the end') resolve();
      });
    });
    const processes = [watch(), watch(), watch()];
    await Promise.all(processes.map((each) => each.look()));
    expect(logged.filter((line) => line.includes('alert, held'))).toHaveLength(1);
    await fresh.store.db.updateTable('message').set({ state: 'superseded' }).where('state', '=', 'held').execute();
    await Promise.all(processes.map((each) => each.look()));
    expect(logged.filter((line) => line.includes('held is over'))).toHaveLength(1);
    expect(await alerts()).toHaveLength(1);
    await fresh.store.pool.query(`select pg_notify('${ALERTS_CHANNEL}', 'the end')`);
    await told;
    expect(notices).toBe(3);
  });

  it('begins anew when it comes back', async () => {
    const one = watch();
    for (const id of ['BAD1', 'BAD2']) {
      await receive(feed, { id, person: id });
      await work();
      await one.look();
      await fresh.store.db.updateTable('message').set({ state: 'superseded' }).where('state', '=', 'held').execute();
      clock.advance(MINUTE);
      await one.look();
    }
    expect(await alerts()).toMatchObject([
      { condition: 'held', over: minutes(1) },
      { condition: 'held', since: minutes(1), over: minutes(2) },
    ]);
  });

  it('stands beside the counts and ages that are measured at the same moment', async () => {
    await receive(feed, { id: 'BAD', person: '1' }, { id: 'A2', person: '1' }, { id: 'A3', person: '2' });
    await work();
    await receive(feed, { id: 'A4', person: '2' });
    await watch().look();
    clock.advance(90_000);
    const refused = new Map([[feed.name, { full: 2, notAllowed: 0, tls: 1 }]]);
    const feeds = [feed.name, 'never-registered'].map((name) => ({ name, silenceMs: 15 * MINUTE }));
    expect(await measureFeeds({ store: fresh.store, clock, feeds, refused })).toEqual([
      {
        ...{ feed: 'pas@RWE', waiting: 2, held: 1, oldestWaitingSeconds: 90, alerts: ['held'] },
        ...{ silentSeconds: 90, agreedSilenceSeconds: 900, listeners: 0 },
        refused: { full: 2, notAllowed: 0, tls: 1 },
      },
    ]);
  });

  it('is measured though no process hears feeds any more, and of a feed that was never heard from when it was listened for', async () => {
    await watch().look();
    clock.advance(16 * MINUTE);
    const measure = () =>
      measureFeeds({ store: fresh.store, clock, feeds: [{ name: feed.name, silenceMs: 15 * MINUTE }], refused: null });
    expect(await measure()).toMatchObject([{ silentSeconds: 960, agreedSilenceSeconds: 900, alerts: [] }]);
    await receive(feed, { id: 'A1', person: '1' });
    clock.advance(20 * MINUTE);
    expect(await measure()).toMatchObject([{ silentSeconds: 1_200, alerts: [] }]);
  });

  it('of a feed that nobody has in the settings any more are ended, saying why and what stays behind', async () => {
    const gone = sampleFeed({}, 'old@RWE');
    await registerFeeds(fresh.store, [gone]);
    await watch(gone).look();
    await receive(gone, { id: 'A1', person: '1' });
    clock.advance(10 * MINUTE);
    await watch(gone).look();
    const words = '1 message waiting, the oldest for 10 min (agreed: 5 min)';
    expect(logged).toEqual([`old@RWE: alert, queue-age: ${words}`]);
    // Another process with other settings, for as long as both run.
    await watch().look();
    clock.advance(10 * MINUTE);
    await watch().look();
    expect((await alerts()).filter(({ over }) => over !== null)).toEqual([]);
    clock.advance(1);
    await watch().look();
    await watch().look();
    const why =
      'ended because the feed is in no settings any more; 1 message waiting, which nobody works on; ' +
      'its content is kept for ever: no retention was agreed';
    expect(logged.filter((line) => line.startsWith('old@RWE'))[1]).toBe(`old@RWE: queue-age is ${why}`);
    expect(logged.filter((line) => line.startsWith('old@RWE'))).toHaveLength(2);
    expect((await alerts()).filter(({ condition }) => condition === 'queue-age')).toEqual([
      {
        condition: 'queue-age',
        since: minutes(5),
        over: instantOf(Date.parse(AT) + 20 * MINUTE + 1),
        words: `${words}; ${why}`,
      },
    ]);
    // Back in the settings, it begins anew.
    await watch(gone).look();
    expect((await alerts()).filter(({ condition, over }) => condition === 'queue-age' && over === null)).toHaveLength(
      1,
    );
  });

  it('holds no value of a message', async () => {
    await receive(feed, { id: 'BAD', person: '9990000042', family: 'SECRET' });
    await work();
    clock.advance(60 * MINUTE);
    await watch().look();
    expect(JSON.stringify([await alerts(), logged])).not.toMatch(/SECRET|9990000042/);
  });
});
