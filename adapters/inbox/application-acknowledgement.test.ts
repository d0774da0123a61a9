import { sql } from 'kysely';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { systemClock } from '../../schema/clock';
import { historyOf } from '../messages/history';
import { summaryRows } from '../messages/summary';
import { parseMessage } from '../wire/hl7v2/parse';
import { createFrameDecoder, frame } from '../wire/mllp/frames';
import { startMllpListener } from '../wire/mllp/listener';
import type { MllpListener } from '../wire/mllp/listener';
import type { Feed } from './feed';
import { startFeeds } from './feeds';
import type { Feeds } from './feeds';
import { createIntake } from './intake';
import { createInboxOperations } from './operations';
import { dial, sampleFeed, sampleMessage, toldBy } from './sample-feed';
import { startWorker } from './worker';
import type { Worker } from './worker';

/** Opened for one test, closed after it, the last first. */
const closers: (() => Promise<unknown>)[] = [];
const later = <T extends { close(): Promise<unknown> }>(one: T): T => {
  closers.push(() => one.close());
  return one;
};

describe('application acknowledgements', () => {
  let fresh: FreshDatabase;
  const logged: string[] = [];
  beforeEach(async () => {
    fresh = await freshDatabase();
    logged.length = 0;
  });
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
    await fresh.drop();
  });

  const means = (feed: Feed) => ({
    store: fresh.store,
    feeds: [feed],
    clock: systemClock,
    log: (line: string) => void logged.push(line),
  });
  const listen = async (feed: Feed): Promise<Feeds> => later(await startFeeds(means(feed)));
  /** Holds messages whose id begins with H; the rest it translates. */
  const work = async (feed: Feed): Promise<Worker> =>
    later(
      await startWorker({
        ...means(feed),
        translateFor: () => (message) =>
          message.controlId.startsWith('H')
            ? { kind: 'refused', refusal: { hl7: '103', at: 'PV1-3', reason: 'PV1-3 names no ward' } }
            : { kind: 'events', events: [], notes: [] },
        apply: () => Promise.resolve(),
      }),
    );
  /** Where an engineer acts. */
  const deskOf = (feed: Feed) =>
    later(
      createInboxOperations({
        ...means(feed),
        translateFor: () => () => ({ kind: 'events', events: [], notes: [] }),
        apply: () => Promise.resolve(),
      }),
    );
  const by = { userId: 'u1', name: 'Ada Specimen', role: 'integration-engineer', requestId: 'r1' };
  const message = (id: string, asks: [string, string], person = id): Buffer =>
    sampleMessage({ id, person, acknowledgements: asks });
  const row = (id: string) =>
    fresh.store.db.selectFrom('message').selectAll().where('control_id', '=', id).executeTakeFirstOrThrow();
  /** What it was told afterwards, and how that was taken, oldest first. */
  const toldOf = async (id: string): Promise<readonly string[]> => {
    const { seq } = await row(id);
    return ((await historyOf(fresh.store.db, [seq])).get(seq) ?? [])
      .filter(({ what }) => what.startsWith('application-'))
      .map(({ what, words }) => `${what}: ${words}`);
  };
  const owed = () => fresh.store.db.selectFrom('application_acknowledgement').selectAll().orderBy('seq').execute();
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  interface Line {
    readonly socket: Socket;
    readonly heard: string[];
    readonly texts: string[];
  }
  const open = async (port: number): Promise<Line> => {
    const socket = connect({ port, host: '127.0.0.1' });
    const decoder = createFrameDecoder({ maxBytes: 10_000 });
    const line: Line = { socket, heard: [], texts: [] };
    socket.on('data', (chunk: Buffer) => {
      for (const one of decoder.push(chunk)) {
        if (one.kind !== 'message') continue;
        line.heard.push(toldBy(one.bytes) ?? '');
        line.texts.push(one.bytes.toString());
      }
    });
    await once(socket, 'connect');
    closers.push(() => Promise.resolve(socket.destroy()));
    return line;
  };
  /** A sender's own listener; what it hears, and how it answers. */
  const sender = async (answer: (controlId: string) => string | null, port = 0): Promise<MllpListener & Line> => {
    const line = { heard: [] as string[], texts: [] as string[] };
    const listener = await startMllpListener({
      ...{ host: '127.0.0.1', port, maxBytes: 10_000, idleMs: 20_000, maxConnections: 5 },
      onMessage: (bytes) => {
        const parsed = parseMessage(bytes.toString());
        const id = parsed.kind === 'message' ? parsed.message.controlId : '';
        line.heard.push(toldBy(bytes) ?? '');
        line.texts.push(bytes.toString());
        const code = answer(id);
        return Promise.resolve(
          code === null ? null : Buffer.from(`MSH|^~\\&|PAS|RWE|||2026||ACK|X|P|2.4\rMSA|${code}|${id}\r`),
        );
      },
    });
    return later({ ...listener, ...line, socket: connect({ port: listener.port, host: '127.0.0.1' }).destroy() });
  };

  test('follow the commit acknowledgement on the same connection: AA when translated, AE with the reason when held', async () => {
    const feed = sampleFeed({ whenHeld: 'pass' });
    const feeds = await listen(feed);
    await work(feed);
    const line = await open(feeds.ports.get(feed.name) ?? 0);
    line.socket.write(Buffer.concat([frame(message('T1', ['AL', 'AL'])), frame(message('H1', ['AL', 'AL']))]));
    await until(() => line.heard.length === 4);
    expect([...line.heard].sort()).toEqual(['AA T1', 'AE H1 103', 'CA H1', 'CA T1']);
    expect(line.heard.indexOf('CA T1')).toBeLessThan(line.heard.indexOf('AA T1'));
    expect(line.texts.find((text) => text.includes('MSA|AE|H1'))).toContain('PV1-3 names no ward');
    await until(async () => (await owed()).length === 0);
    expect(await row('T1')).toMatchObject({ application_code: 'AA', told_code: 'CA' });
    expect(await row('H1')).toMatchObject({ application_code: 'AE', application_text: 'PV1-3 names no ward' });
    expect((await row('H1')).application_told_at).not.toBeNull();
  });

  test('are sent when they are asked for, and only then', async () => {
    const feed = sampleFeed({ whenHeld: 'pass' });
    const feeds = await listen(feed);
    const worker = await work(feed);
    const line = await open(feeds.ports.get(feed.name) ?? 0);
    const asks: readonly [string, [string, string]][] = [
      ['T2', ['NE', 'AL']],
      ['T3', ['NE', 'ER']],
      ['H3', ['NE', 'ER']],
      ['H4', ['NE', 'SU']],
      ['T5', ['AL', 'NE']],
    ];
    for (const [id, each] of asks) line.socket.write(frame(message(id, each)));
    // Refused at once, and no commit acknowledgement to say so.
    const refused = sampleMessage({ id: 'R6', person: 'R6', version: '2.9', acknowledgements: ['NE', 'AL'] });
    line.socket.write(frame(refused));
    await until(async () => (await fresh.store.db.selectFrom('message').select('seq').execute()).length === 6);
    await worker.drain();
    await until(async () => (await owed()).length === 0);
    await until(() => line.heard.length === 4);
    expect([...line.heard].sort()).toEqual(['AA T2', 'AE H3 103', 'AR R6', 'CA T5']);
  });

  test('a sender may acknowledge one in its turn: that is taken for what it is, and answered by nothing', async () => {
    const feed = sampleFeed();
    const feeds = await listen(feed);
    await work(feed);
    const line = await open(feeds.ports.get(feed.name) ?? 0);
    line.socket.write(frame(message('T1', ['AL', 'AL'])));
    await until(() => line.heard.includes('AA T1'));
    const id = /ACK\^A31\^ACK\|(A\d+)\|/.exec(line.texts[1] ?? '')?.[1] ?? '';
    line.socket.write(frame(Buffer.from(`MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|2026||ACK|X|P|2.4\rMSA|CA|${id}\r`)));
    line.socket.write(frame(message('T2', ['AL', 'NE'])));
    await until(() => line.heard.length === 3);
    expect(line.heard[2]).toBe('CA T2');
    expect(await fresh.store.db.selectFrom('message').select('seq').execute()).toHaveLength(2);
  });

  test('wait for a sender who went away and comes back, through a restart', async () => {
    const feed = sampleFeed();
    const first = await startFeeds(means(feed));
    const line = await open(first.ports.get(feed.name) ?? 0);
    line.socket.write(frame(message('T1', ['AL', 'AL'])));
    await until(() => line.heard.length === 1);
    line.socket.destroy();
    await first.close();
    const worker = await work(feed);
    await worker.drain();
    expect(await owed()).toMatchObject([{ owed_to: expect.stringMatching(/^connection:127\.0\.0\.1:\d+$/) as string }]);
    const feeds = await listen(feed);
    const back = await open(feeds.ports.get(feed.name) ?? 0);
    await until(() => back.heard.length === 1);
    expect(back.heard).toEqual(['AA T1']);
  });

  test('go to the return connection that the settings name, in order, and are kept until they are taken', async () => {
    let answers = 0;
    // The first is not answered at all: its connection is closed.
    const there = await sender(() => (answers++ === 0 ? null : 'CA'));
    const feed: Feed = {
      ...sampleFeed(),
      acknowledgeTo: { host: '127.0.0.1', port: there.port, sameConnection: false },
    };
    const feeds = await listen(feed);
    const client = later(await dial(feeds.ports.get(feed.name) ?? 0));
    const ids = ['T1', 'T2', 'T3'];
    for (const id of ids) await client.send(message(id, ['AL', 'AL'], 'same'));
    const worker = await work(feed);
    await worker.drain();
    await until(async () => (await owed()).length === 0);
    // At least once: the first came twice, for its receiver never said that it had it.
    expect(there.heard).toEqual(['AA T1', 'AA T1', 'AA T2', 'AA T3']);
    expect(there.texts[0]).toMatch(/^MSH\|\^~\\&\|ROUTE\|ROUTE\|PAS\|RWE\|.*\|AL\|NE\|/);
    expect(logged.filter((line) => line.includes('could not be sent'))).toHaveLength(1);
    expect(logged.filter((line) => line.includes('again'))).toContainEqual(expect.stringMatching(/reach .* again$/));
    for (const id of ids) expect((await row(id)).application_told_at).not.toBeNull();
  });

  test('one that its receiver refuses is not sent for ever, and those behind it go on', async () => {
    const there = await sender((id) => (id === 'A1' ? 'CR' : 'CA'));
    const feed: Feed = {
      ...sampleFeed(),
      acknowledgeTo: { host: '127.0.0.1', port: there.port, sameConnection: false },
    };
    const feeds = await listen(feed);
    const client = later(await dial(feeds.ports.get(feed.name) ?? 0));
    for (const id of ['T1', 'T2']) await client.send(message(id, ['AL', 'AL'], 'same'));
    await work(feed);
    await until(() => there.heard.length === 2);
    await until(async () => (await owed()).length === 0);
    expect(there.heard).toEqual(['AA T1', 'AA T2']);
    expect(logged).toContainEqual(expect.stringContaining('message 1 was refused by'));
    expect(await row('T1')).toMatchObject({ application_code: 'AA', application_refused: 'CR' });
    expect((await row('T1')).application_told_at).not.toBeNull();
    expect(await row('T2')).toMatchObject({ application_refused: null });
    expect(await toldOf('T1')).toEqual([
      'application-told: AA',
      'application-refused: its receiver answered CR to our AA',
    ]);
  });

  test('one that its sender refuses on the same connection is shown as refused, until it is told again', async () => {
    const feed = sampleFeed();
    const other = sampleFeed({ sendingFacilities: ['LIMS'] }, 'lims@RWE');
    const feeds = later(await startFeeds({ ...means(feed), feeds: [feed, other] }));
    await work(feed);
    const line = await open(feeds.ports.get(feed.name) ?? 0);
    const stranger = await open(feeds.ports.get(other.name) ?? 0);
    const send = async (id: string): Promise<void> => {
      line.socket.write(frame(message(id, ['AL', 'AL'])));
      await until(async () => line.heard.includes(`AA ${id}`) && (await owed()).length === 0);
    };
    const { db } = fresh.store;
    await send('T1');
    const { seq } = await row('T1');
    const answer = (to: { readonly socket: Socket }, code: string, facility: string): void =>
      void to.socket.write(
        frame(Buffer.from(`MSH|^~\\&|PAS|${facility}|ROUTE|ROUTE|2026||ACK|X|P|2.4\rMSA|${code}|A${seq}|SECRET\r`)),
      );
    // Whoever speaks for another feed says nothing of this message.
    answer(stranger, 'AR', 'LIMS');
    stranger.socket.write(frame(sampleMessage({ id: 'L1', facility: 'LIMS', acknowledgements: ['AL', 'NE'] })));
    await until(() => stranger.heard.includes('CA L1'));
    expect(await row('T1')).toMatchObject({ application_refused: null });
    for (const code of ['CA', 'AE', 'AE']) answer(line, code, 'RWE');
    await send('T2');
    expect(await row('T1')).toMatchObject({ application_code: 'AA', application_refused: 'AE' });
    const [shown] = [...(await summaryRows(db, [seq])).values()];
    expect(shown?.problems).toEqual(['told-in-vain']);
    const once = ['application-told: AA', 'application-refused: its receiver answered AE to our AA'];
    expect(await toldOf('T1')).toEqual(once);
    expect(logged.filter((one) => one.includes('was refused by'))).toHaveLength(1);
    expect(logged.join()).not.toContain('SECRET');

    line.heard.length = 0;
    await send('T1');
    expect(await row('T1')).toMatchObject({ application_code: 'AA', application_refused: null });
    expect(await toldOf('T1')).toEqual([...once, 'application-told: AA']);
  });

  test('use the return connection where the one the message came on is gone', async () => {
    const there = await sender(() => 'AA');
    const feed: Feed = {
      ...sampleFeed(),
      acknowledgeTo: { host: '127.0.0.1', port: there.port, sameConnection: true },
    };
    const feeds = await listen(feed);
    const line = await open(feeds.ports.get(feed.name) ?? 0);
    line.socket.write(frame(message('T1', ['AL', 'AL'])));
    await until(() => line.heard.length === 1);
    line.socket.write(frame(message('T2', ['AL', 'AL'])));
    await until(() => line.heard.length === 2);
    line.socket.destroy();
    const worker = await work(feed);
    await worker.drain();
    await until(() => there.heard.length === 2);
    expect(there.heard).toEqual(['AA T1', 'AA T2']);
  });

  test('are told again to a sender who repeats a message that is long done with', async () => {
    const feed = sampleFeed();
    const feeds = await listen(feed);
    await work(feed);
    const line = await open(feeds.ports.get(feed.name) ?? 0);
    line.socket.write(frame(message('T1', ['AL', 'AL'])));
    await until(() => line.heard.length === 2);
    await until(async () => (await owed()).length === 0);
    line.socket.write(frame(message('T1', ['AL', 'AL'])));
    await until(() => line.heard.length === 4);
    expect(line.heard).toEqual(['CA T1', 'AA T1', 'CA T1', 'AA T1']);
  });

  test('are told again to a sender who repeats a message while it is being told of it', async () => {
    const heard: string[] = [];
    let take = (): void => undefined;
    const taken = new Promise<void>((resolve) => (take = resolve));
    const there = later(
      await startMllpListener({
        ...{ host: '127.0.0.1', port: 0, maxBytes: 10_000, idleMs: 20_000, maxConnections: 5 },
        onMessage: async (bytes) => {
          heard.push(toldBy(bytes) ?? '');
          await taken;
          const parsed = parseMessage(bytes.toString());
          const id = parsed.kind === 'message' ? parsed.message.controlId : '';
          return Buffer.from(`MSH|^~\\&|PAS|RWE|||2026||ACK|X|P|2.4\rMSA|CA|${id}\r`);
        },
      }),
    );
    const feed: Feed = {
      ...sampleFeed(),
      acknowledgeTo: { host: '127.0.0.1', port: there.port, sameConnection: false },
    };
    const feeds = await listen(feed);
    await work(feed);
    const line = await open(feeds.ports.get(feed.name) ?? 0);
    line.socket.write(frame(message('T1', ['AL', 'AL'])));
    await until(() => heard.length === 1);
    line.socket.write(frame(message('T1', ['AL', 'AL'])));
    await until(() => line.heard.length === 2);
    take();
    await until(() => heard.length === 2);
    await until(async () => (await owed()).length === 0);
    expect([line.heard, heard]).toEqual([
      ['CA T1', 'CA T1'],
      ['AA T1', 'AA T1'],
    ]);
  });

  test('go to no other feed that shares the port and the address; its own sender is told when it speaks again', async () => {
    const pas: Feed = { ...sampleFeed(), listener: 'shared' };
    const lims: Feed = { ...sampleFeed({ sendingFacilities: ['LIMS'] }, 'lims@RWE'), listener: 'shared' };
    const feeds = later(await startFeeds({ ...means(pas), feeds: [pas, lims] }));
    const port = feeds.ports.get(pas.name) ?? 0;
    const sent = await open(port);
    sent.socket.write(frame(message('T1', ['AL', 'AL'])));
    await until(() => sent.heard.length === 1);
    sent.socket.destroy();
    const stranger = await open(port);
    const result = (id: string): Buffer =>
      sampleMessage({ id, person: id, facility: 'LIMS', acknowledgements: ['AL', 'NE'] });
    stranger.socket.write(frame(result('L1')));
    await until(() => stranger.heard.length === 1);
    const worker = await work(pas);
    await worker.drain();
    // The stranger's own answers show that it was there to be spoken to all the while.
    for (const id of ['L2', 'L3']) {
      stranger.socket.write(frame(result(id)));
      await until(() => stranger.heard.includes(`CA ${id}`));
    }
    const back = await open(port);
    back.socket.write(frame(message('T2', ['AL', 'NE'])));
    await until(() => back.heard.includes('AA T1'));
    expect(back.heard).toEqual(['CA T2', 'AA T1']);
    expect(stranger.heard).toEqual(['CA L1', 'CA L2', 'CA L3']);
  });

  test('tell a sender, once, of a message that an engineer held back and then set aside; one told before is not told again', async () => {
    const feed = sampleFeed({ whenHeld: 'pass' });
    const feeds = await listen(feed);
    const desk = deskOf(feed);
    const act = async (action: 'hold' | 'dismiss', ...ids: readonly string[]) => {
      const seqs = (await Promise.all(ids.map(row))).map(({ seq }) => seq);
      const { done } = await desk.run({ action, seqs, selection: {}, by, reason: 'Sent by mistake, says SECRET' });
      expect(done).toBe(ids.length);
    };
    const line = await open(feeds.ports.get(feed.name) ?? 0);
    const asks: readonly [string, [string, string]][] = [
      ['T1', ['NE', 'AL']],
      ['T2', ['NE', 'SU']],
      ['T3', ['AL', 'NE']],
    ];
    for (const [id, each] of asks) line.socket.write(frame(message(id, each)));
    await until(() => line.heard.includes('CA T3'));
    await act('hold', 'T1', 'T2', 'T3');
    expect(await owed()).toEqual([]);
    line.socket.write(frame(message('H4', ['NE', 'AL'])));
    await work(feed);
    await until(() => line.heard.includes('AE H4 103'));
    await act('dismiss', 'T1', 'T2', 'T3', 'H4');
    await until(() => line.heard.length === 3);
    await until(async () => (await owed()).length === 0);
    expect(line.heard).toEqual(['CA T3', 'AE H4 103', 'AE T1 207']);
    expect(line.texts[2]).toContain('held back by an engineer; it is set aside for good, and has no effect');
    expect(line.texts.join()).not.toContain('SECRET');
    expect(await row('T1')).toMatchObject({ application_code: 'AE', state: 'superseded' });
    line.socket.write(frame(message('T1', ['NE', 'AL'])));
    await until(() => line.heard.length === 4);
    expect(line.heard[3]).toBe('AE T1 207');
  });

  test('tell of a merge that waits behind another person’s held message once it is done with, and not while it waits', async () => {
    const feed = sampleFeed();
    const feeds = await listen(feed);
    const worker = await work(feed);
    const desk = deskOf(feed);
    const dismiss = async (id: string) => {
      const { seq } = await row(id);
      await desk.run({ action: 'dismiss', seqs: [seq], selection: {}, by, reason: 'Sent by mistake' });
    };
    const merge = (id: string, person: string, retired: string): Buffer =>
      sampleMessage({ id, type: 'ADT^A40', person, retired, acknowledgements: ['NE', 'AL'] });
    const line = await open(feeds.ports.get(feed.name) ?? 0);
    const held = async (id: string): Promise<boolean> =>
      (await fresh.store.db.selectFrom('message').select('state').where('control_id', '=', id).execute())[0]?.state ===
      'held';
    line.socket.write(frame(message('H1', ['NE', 'AL'], 'S1')));
    await until(() => line.heard.includes('AE H1 103'));
    for (const one of [merge('M1', 'S2', 'S1'), merge('M2', 'S3', 'S1')]) line.socket.write(frame(one));
    await until(async () => (await held('M1')) && (await held('M2')));
    // A repeat is no reason to tell it either.
    line.socket.write(frame(merge('M1', 'S2', 'S1')));
    await until(async () => (await row('M1')).repeats === 1);
    await worker.drain();
    expect([await owed(), line.heard]).toEqual([[], ['AE H1 103']]);

    await dismiss('M2');
    await until(() => line.heard.length === 2);
    await dismiss('H1');
    await until(() => line.heard.length === 3);
    expect(line.heard.slice(1)).toEqual(['AE M2 206', 'AA M1']);
    expect(line.texts[1]).toContain('it is set aside for good');
    expect(await row('M1')).toMatchObject({ application_code: 'AA', state: 'translated' });
  });

  test('are given up after a day with nobody to send them to; that is told, and a sender who repeats is told all the same', async () => {
    const feed = sampleFeed();
    const first = await startFeeds(means(feed));
    const line = await open(first.ports.get(feed.name) ?? 0);
    for (const id of ['T1', 'T2', 'T3']) line.socket.write(frame(message(id, ['AL', 'AL'])));
    await until(() => line.heard.length === 3);
    line.socket.destroy();
    await first.close();
    const worker = await work(feed);
    await worker.drain();
    const young = (await row('T3')).seq;
    await sql`update application_acknowledgement set owed_at = now() - interval '25 hours' where seq <> ${young}`.execute(
      fresh.store.db,
    );
    const feeds = await listen(feed);
    await until(async () => (await owed()).length === 1);
    expect(await owed()).toMatchObject([{ seq: young }]);
    await until(() => logged.some((one) => one.includes('given up')));
    expect(logged.filter((one) => one.includes('given up'))).toEqual([
      `${feed.name}: 2 application acknowledgements are given up: nobody came back for them within a day`,
    ]);
    const { seq } = await row('T1');
    const told = async () =>
      ((await historyOf(fresh.store.db, [seq])).get(seq) ?? [])
        .filter(({ what }) => what === 'application-told')
        .map(({ words }) => words);
    const never = 'its sender was not told: no connection of theirs came back within a day';
    expect(await told()).toEqual([never]);
    // Else it would be shown as still to be sent.
    expect(await row('T1')).toMatchObject({ application_code: null, application_told_at: null });
    const back = await open(feeds.ports.get(feed.name) ?? 0);
    back.socket.write(frame(message('T1', ['AL', 'AL'])));
    await until(() => back.heard.length === 3);
    expect([...back.heard].sort()).toEqual(['AA T1', 'AA T3', 'CA T1']);
    await until(async () => (await owed()).length === 0);
    expect(await told()).toEqual([never, 'AA']);
    expect(await row('T1')).toMatchObject({ application_code: 'AA' });
  });

  test('are given up after a day, too, where the settings name no return connection any more', async () => {
    const feed = sampleFeed();
    const nobody = { host: '127.0.0.1', port: 1, sameConnection: false };
    await createIntake({ store: fresh.store, feed, clock: systemClock }).receive(message('T1', ['AL', 'AL']), {
      ...{ address: '127.0.0.1', port: 4242 },
    });
    const worker = await work({ ...feed, acknowledgeTo: nobody });
    await worker.drain();
    expect(await owed()).toMatchObject([{ owed_to: '127.0.0.1:1' }]);
    await sql`update application_acknowledgement set owed_at = now() - interval '25 hours'`.execute(fresh.store.db);
    await listen(feed);
    await until(async () => (await owed()).length === 0);
    const { seq } = await row('T1');
    expect((await historyOf(fresh.store.db, [seq])).get(seq)).toContainEqual(
      expect.objectContaining({
        words: 'its sender was not told: the settings name no return connection for it any more',
      }),
    );
  });

  test('that say something else than before are still to be sent until they are; what was told before stays in its history', async () => {
    const feed = sampleFeed({ whenHeld: 'pass' });
    const first = await listen(feed);
    const worker = await work(feed);
    const line = await open(first.ports.get(feed.name) ?? 0);
    line.socket.write(frame(message('H1', ['AL', 'AL'])));
    await until(() => line.heard.length === 2);
    await until(async () => (await owed()).length === 0);
    const { seq } = await row('H1');
    await first.close();
    await worker.close();
    await deskOf(feed).run({ action: 'release', seqs: [seq], selection: {}, by, reason: 'The ward was added' });
    const translateFor = () => () => ({ kind: 'events', events: [], notes: [] }) as const;
    const mended = later(await startWorker({ ...means(feed), translateFor, apply: () => Promise.resolve() }));
    await mended.drain();
    expect(await row('H1')).toMatchObject({ state: 'translated', application_code: 'AE' });
    const intake = createIntake({ store: fresh.store, feed, clock: systemClock });
    await intake.receive(message('H1', ['AL', 'AL']), { address: '127.0.0.1', port: 4242 });
    expect(await row('H1')).toMatchObject({ application_code: 'AA', application_told_at: null });
    const told = (await historyOf(fresh.store.db, [seq])).get(seq) ?? [];
    expect(told.filter(({ what }) => what === 'application-told').map(({ words }) => words)).toEqual([
      'AE: PV1-3 names no ward',
    ]);
  });

  test('go to so many receivers at once, and to the others when those are done', async () => {
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let asked = 0;
    const there = later(
      await startMllpListener({
        ...{ host: '127.0.0.1', port: 0, maxBytes: 10_000, idleMs: 20_000, maxConnections: 5 },
        onMessage: async (bytes) => {
          asked += 1;
          await answered;
          const parsed = parseMessage(bytes.toString());
          const id = parsed.kind === 'message' ? parsed.message.controlId : '';
          return Buffer.from(`MSH|^~\\&|PAS|RWE|||2026||ACK|X|P|2.4\rMSA|CA|${id}\r`);
        },
      }),
    );
    const feed: Feed = {
      ...sampleFeed(),
      acknowledgeTo: { host: '127.0.0.1', port: there.port, sameConnection: true },
    };
    await sql`insert into application_acknowledgement (seq, feed, owed_to, text, next_at)
      select n, ${feed.name}, 'connection:10.9.9.9:' || n,
        convert_to(E'MSH|^~\\\\&|A|B|||2026||ACK|A' || n || E'|P|2.4\rMSA|AA|T\r', 'UTF8'), now() - interval '1 hour'
      from generate_series(1, 50) n`.execute(fresh.store.db);
    await listen(feed);
    await until(() => asked > 0);
    const tried = async () => (await owed()).filter(({ attempts }) => attempts > 0).length;
    await until(async () => (await tried()) >= 16);
    // As many looks again as it likes: it takes no more.
    for (let times = 0; times < 3; times += 1)
      await sql`select pg_notify('application-acknowledgement', '')`.execute(fresh.store.db);
    expect(await tried()).toBe(16);
    answer();
    await until(async () => (await owed()).length === 0);
    expect(asked).toBe(50);
  });
});
