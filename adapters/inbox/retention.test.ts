import { fixedClock } from '../../schema/clock';
import { DAY, instantOf, type Instant } from '../../schema/time';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import type { Translate } from '../contract';
import { historyOf } from '../messages/history';
import { registerFeeds } from './feed';
import type { Feed } from './feed';
import { createIntake } from './intake';
import { createInboxOperations } from './operations';
import { createRetention } from './retention';
import { sampleFeed, sampleMessage, toldBy } from './sample-feed';
import type { SampleMessage } from './sample-feed';
import { startWorker } from './worker';

const AT = '2026-11-20T10:00:00.000Z' as Instant;
const peer = { address: '127.0.0.1', port: 4242 };
const translate: Translate = ({ controlId }) =>
  controlId.startsWith('BAD')
    ? { kind: 'refused', refusal: { hl7: '103', at: 'PV1-3', reason: 'PV1-3 names no ward' } }
    : { kind: 'events', events: [], notes: [] };

describe('the end of retention', () => {
  let fresh: FreshDatabase;
  let clock: ReturnType<typeof fixedClock>;
  let logged: string[] = [];
  const kept: Feed = { ...sampleFeed(), retentionMs: 90 * DAY };

  beforeEach(async () => {
    fresh = await freshDatabase();
    clock = fixedClock(AT);
    logged = [];
  });
  afterEach(() => fresh.drop());

  const log = (line: string): void => void logged.push(line);
  const receive = async (feed: Feed, message: SampleMessage): Promise<string | null> =>
    toldBy(await createIntake({ store: fresh.store, feed, clock }).receive(sampleMessage(message), peer));
  const work = async (feed: Feed): Promise<void> => {
    const apply = (): Promise<void> => Promise.resolve();
    const means = { store: fresh.store, feeds: [feed], translateFor: () => translate, apply, clock, log };
    const worker = await startWorker({ ...means, housekeeping: false });
    await worker.drain();
    await worker.close();
  };
  const retention = (...feeds: readonly Feed[]) => createRetention({ store: fresh.store, feeds, clock, log });
  const withContent = async (): Promise<readonly string[]> =>
    (
      await fresh.store.db
        .selectFrom('message')
        .select('control_id')
        .where('bytes', 'is not', null)
        .where('pruned_at', 'is', null)
        .orderBy('seq')
        .execute()
    ).map(({ control_id }) => control_id);

  it('removes content only when its time is over, and never of what waits or is held', async () => {
    await receive(kept, { id: 'A1', person: '1' });
    await receive(kept, { id: 'BAD', person: '2' });
    await receive(kept, { id: 'T1', person: '1', processingId: 'T' });
    await work(kept);
    await receive(kept, { id: 'WAITS', person: '2' });
    clock.advance(DAY);
    await receive(kept, { id: 'A2', person: '1' });
    await work(kept);
    clock.advance(89 * DAY);
    expect(await retention(kept).prune()).toBe(0);
    clock.advance(1);
    expect(await retention(kept).prune()).toBe(2);
    expect(await withContent()).toEqual(['BAD', 'WAITS', 'A2']);
    clock.advance(1_000 * DAY);
    expect(await retention(kept).prune()).toBe(1);
    expect(await withContent()).toEqual(['BAD', 'WAITS']);
    expect(logged).toContain('pas@RWE: the content of 2 messages was removed after its retention');
  });

  it('leaves that it came and what became of it, and nothing of whom it named', async () => {
    await receive(kept, { id: 'A1', person: '1' });
    await work(kept);
    clock.advance(91 * DAY);
    await retention(kept).prune();
    const { db } = fresh.store;
    const [row] = await db.selectFrom('message').selectAll().execute();
    expect(row).toMatchObject({
      state: 'translated',
      told_code: 'AA',
      bytes: null,
      pruned_at: new Date(clock.millis()),
      partition_keys: [],
    });
    expect(row?.size).toBe(sampleMessage({ id: 'A1', person: '1' }).length);
    expect(await db.selectFrom('message_identifier').selectAll().execute()).toEqual([]);
    // Its row says when; a second one of its own would stay for ever, too.
    expect(await db.selectFrom('message_happening').selectAll().execute()).toEqual([]);
    expect((await historyOf(db, [1])).get(1)).toContainEqual({
      at: instantOf(clock.millis()),
      what: 'pruned',
      words: 'its content was removed at the end of its retention; it cannot be opened or processed again',
      by: null,
      reason: null,
    });
    expect(await retention(kept).prune()).toBe(0);
  });

  it('still knows a repeat: acknowledged again, without a second effect, and its content does not come back', async () => {
    await receive(kept, { id: 'A1', person: '1' });
    await work(kept);
    clock.advance(91 * DAY);
    await retention(kept).prune();
    expect(await receive(kept, { id: 'A1', person: '1' })).toBe('AA A1');
    const rows = await fresh.store.db.selectFrom('message').select(['repeats', 'bytes', 'state']).execute();
    expect(rows).toEqual([{ repeats: 1, bytes: null, state: 'translated' }]);
    expect(await fresh.store.db.selectFrom('queued').selectAll().execute()).toEqual([]);
  });

  it('is not processed again, by whichever action; what came after it of the same person is', async () => {
    await receive(kept, { id: 'A1', person: '1' });
    await work(kept);
    clock.advance(91 * DAY);
    await receive(kept, { id: 'A2', person: '1' });
    await work(kept);
    expect(await retention(kept).prune()).toBe(1);
    const means = { store: fresh.store, feeds: [kept], translateFor: () => translate, clock, log };
    const operations = createInboxOperations({
      ...{ ...means, apply: () => Promise.resolve() },
      destinations: [{ name: 'warehouse', host: '127.0.0.1', port: 1 }],
    });
    const by = { userId: 'u1', name: 'Ada Specimen', role: 'integration-engineer', requestId: 'r1' };
    const order = { seqs: [1, 2], selection: {}, by, reason: 'Mended by now' } as const;
    expect((await operations.preview('replay', [1, 2])).notApplicable).toEqual([
      { id: 'm_1', why: 'its content was removed on 2027-02-19' },
    ]);
    const replayed = await operations.run({ ...order, action: 'replay' });
    expect(replayed).toMatchObject({ done: 1, notDone: [{ id: 'm_1', why: 'its content was removed on 2027-02-19' }] });
    const resent = await operations.run({ ...order, seqs: [1], action: 'resend', destination: 'warehouse' });
    expect(resent).toMatchObject({ done: 0, notDone: [{ why: 'its content was removed on 2027-02-19' }] });
    for (const action of ['release', 'hold', 'dismiss'] as const)
      expect(await operations.run({ ...order, action })).toMatchObject({ done: 0 });
    await operations.close();
  });

  it('keeps for ever what no retention was agreed for', async () => {
    const forever = sampleFeed();
    await receive(forever, { id: 'A1', person: '1' });
    await work(forever);
    clock.advance(10_000 * DAY);
    expect(await retention(forever).prune()).toBe(0);
    expect(await withContent()).toEqual(['A1']);
  });

  it('ends for a feed that the settings name no more as they agreed on it last; what nobody agreed on is kept', async () => {
    const forever = sampleFeed({}, 'lims@RWE');
    for (const feed of [kept, forever]) {
      await receive(feed, { id: `of ${feed.name}`, person: '1' });
      await work(feed);
    }
    clock.advance(90 * DAY);
    const left = retention(sampleFeed({}, 'new@RWE'));
    expect(await left.prune()).toBe(0);
    clock.advance(1);
    expect(await left.prune()).toBe(1);
    expect(await withContent()).toEqual(['of lims@RWE']);
    // It is put back for as long as it takes to say so.
    await registerFeeds(fresh.store, [{ ...forever, retentionMs: DAY }]);
    expect(await left.prune()).toBe(1);
    // Its own settings go before what another process agreed.
    await receive(forever, { id: 'A2', person: '1' });
    await work(forever);
    await registerFeeds(fresh.store, [{ ...forever, retentionMs: DAY }]);
    clock.advance(2 * DAY);
    expect(await retention(forever).prune()).toBe(0);
  });

  it('goes on over many batches, and two processes do each message once', async () => {
    for (let n = 0; n < 230; n += 1) await receive(kept, { id: `A${n}`, person: `${n % 9}` });
    await work(kept);
    clock.advance(91 * DAY);
    const found = await Promise.all([retention(kept).prune(), retention(kept).prune()]);
    // Whoever comes while the other is at it leaves the rest to the other, and to its own next time.
    const rest = await retention(kept).prune();
    expect(found[0] + found[1] + rest).toBe(230);
    expect(await withContent()).toEqual([]);
  });

  it('passes over what somebody has in hand, and takes it the next time', async () => {
    await receive(kept, { id: 'A1', person: '1' });
    await receive(kept, { id: 'A2', person: '2' });
    await work(kept);
    clock.advance(91 * DAY);
    await fresh.store.db.transaction().execute(async (trx) => {
      await trx.selectFrom('message').select('seq').where('control_id', '=', 'A1').forUpdate().execute();
      expect(await retention(kept).prune()).toBe(1);
    });
    expect(await withContent()).toEqual(['A1']);
    expect(await retention(kept).prune()).toBe(1);
  });
});
