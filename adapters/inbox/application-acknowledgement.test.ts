import type { Socket } from 'node:net';
import { summaryRows } from '../messages/summary';
import { frame } from '../wire/mllp/frames';
import type { Feed } from './feed';
import { startFeeds } from './feeds';
import { dial, sampleFeed, sampleMessage } from './sample-feed';
import { acknowledging } from './application-acknowledgement-under-test';

describe('application acknowledgements', () => {
  const bench = acknowledging();
  const { logged, later, means, listen, work, message, row, toldOf, owed, until, open, sender } = bench;

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
    await until(async () => (await bench.store().db.selectFrom('message').select('seq').execute()).length === 6);
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
    expect(await bench.store().db.selectFrom('message').select('seq').execute()).toHaveLength(2);
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
    const { db } = bench.store();
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
});
