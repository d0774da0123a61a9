import { sql } from 'kysely';
import { systemClock } from '../../schema/clock';
import { historyOf } from '../messages/history';
import { parseMessage } from '../wire/hl7v2/parse';
import { frame } from '../wire/mllp/frames';
import { startMllpListener } from '../wire/mllp/listener';
import type { Feed } from './feed';
import { startFeeds } from './feeds';
import { createIntake } from './intake';
import { sampleFeed, sampleMessage, toldBy } from './sample-feed';
import { startWorker } from './worker';
import { acknowledging } from './application-acknowledgement-under-test';

describe('application acknowledgements, once they were told or could not be', () => {
  const bench = acknowledging();
  const { logged, later, means, listen, work, deskOf, by, message, row, owed, until, open } = bench;

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
      (await bench.store().db.selectFrom('message').select('state').where('control_id', '=', id).execute())[0]
        ?.state === 'held';
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
      bench.store().db,
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
      ((await historyOf(bench.store().db, [seq])).get(seq) ?? [])
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
    await createIntake({ store: bench.store(), feed, clock: systemClock }).receive(message('T1', ['AL', 'AL']), {
      ...{ address: '127.0.0.1', port: 4242 },
    });
    const worker = await work({ ...feed, acknowledgeTo: nobody });
    await worker.drain();
    expect(await owed()).toMatchObject([{ owed_to: '127.0.0.1:1' }]);
    await sql`update application_acknowledgement set owed_at = now() - interval '25 hours'`.execute(bench.store().db);
    await listen(feed);
    await until(async () => (await owed()).length === 0);
    const { seq } = await row('T1');
    expect((await historyOf(bench.store().db, [seq])).get(seq)).toContainEqual(
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
    const intake = createIntake({ store: bench.store(), feed, clock: systemClock });
    await intake.receive(message('H1', ['AL', 'AL']), { address: '127.0.0.1', port: 4242 });
    expect(await row('H1')).toMatchObject({ application_code: 'AA', application_told_at: null });
    const told = (await historyOf(bench.store().db, [seq])).get(seq) ?? [];
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
    from generate_series(1, 50) n`.execute(bench.store().db);
    await listen(feed);
    await until(() => asked > 0);
    const tried = async () => (await owed()).filter(({ attempts }) => attempts > 0).length;
    await until(async () => (await tried()) >= 16);
    // As many looks again as it likes: it takes no more.
    for (let times = 0; times < 3; times += 1)
      await sql`select pg_notify('application-acknowledgement', '')`.execute(bench.store().db);
    expect(await tried()).toBe(16);
    answer();
    await until(async () => (await owed()).length === 0);
    expect(asked).toBe(50);
  });
});
