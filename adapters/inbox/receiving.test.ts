import { once } from 'node:events';
import { connect } from 'node:net';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { createFrameDecoder, frame } from '../wire/mllp/frames';
import { NO_REPLY } from '../wire/mllp/reply';
import { startFeeds } from './feeds';
import type { Feeds } from './feeds';
import { createIntake } from './intake';
import { dial, sampleFeed, sampleMessage, toldBy } from './sample-feed';

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);

describe('a listener', () => {
  let fresh: FreshDatabase;
  let feeds: Feeds;
  const logged: string[] = [];
  const pas = { ...sampleFeed(), listener: 'shared' };
  const lims = { ...sampleFeed({ sendingFacilities: ['LIMS'] }, 'lims@RWE'), listener: 'shared' };
  const small = { ...sampleFeed({ sendingFacilities: [] }, 'small@RWE'), listening: { maxBytes: 2_000, idleMs: 300 } };
  beforeAll(async () => {
    fresh = await freshDatabase();
    feeds = await startFeeds({
      store: fresh.store,
      feeds: [pas, lims, small],
      clock,
      log: (line) => logged.push(line),
    });
  });
  afterAll(async () => {
    await feeds.close();
    await fresh.drop();
  });

  const ask = async (feed: string, ...messages: readonly Buffer[]): Promise<readonly string[]> => {
    const client = await dial(feeds.ports.get(feed) ?? 0);
    try {
      const replies: string[] = [];
      for (const message of messages) replies.push((await client.send(message)).toString());
      return replies;
    } finally {
      await client.close();
    }
  };
  /** Raw bytes in; the replies until the other side closes. */
  const speak = async (feed: string, bytes: Buffer): Promise<readonly string[]> => {
    const socket = connect({ port: feeds.ports.get(feed) ?? 0, host: '127.0.0.1', allowHalfOpen: true });
    const decoder = createFrameDecoder({ maxBytes: 100_000 });
    const replies: string[] = [];
    socket.on('data', (chunk: Buffer) => {
      for (const one of decoder.push(chunk)) if (one.kind === 'message') replies.push(one.bytes.toString());
    });
    socket.write(bytes);
    await once(socket, 'end');
    socket.destroy();
    return replies;
  };
  const rows = (feed: string) =>
    fresh.store.db.selectFrom('message').selectAll().where('feed', '=', feed).orderBy('seq').execute();
  const row = (controlId: string) =>
    fresh.store.db.selectFrom('message').selectAll().where('control_id', '=', controlId).executeTakeFirst();
  const told = (reply: string): readonly string[] =>
    reply.split('\r').flatMap((line) => (/^(FHS|BHS|MSA|BTS|FTS)/.test(line) ? [line] : []));

  test('a 10 MB OBX-5 arrives on disk as it was sent', async () => {
    const document = Buffer.from('JVBERi0xLjcK'.repeat(875_000));
    const report = Buffer.concat([
      sampleMessage({ id: 'BIG', person: '300', type: 'ORU^R01' }),
      Buffer.from('OBX|1|ED|PDF||^AP^^Base64^'),
      document,
      Buffer.from('||||||F\r'),
    ]);
    expect(report.length).toBeGreaterThan(10 * 1024 * 1024);
    const [reply = ''] = await ask('pas@RWE', report);
    expect(told(reply)).toEqual(['MSA|AA|BIG']);
    const kept = await row('BIG');
    expect(kept?.size).toBe(report.length);
    expect(kept?.bytes?.equals(report)).toBe(true);
  });

  test('what is over the limit is answered AR, or CR where that is asked, and its beginning is kept', async () => {
    const tail = Buffer.from(`NTE|1||${'x'.repeat(3_000)}\r`);
    const over = (id: string, asks?: [string, string]): Buffer =>
      Buffer.concat([sampleMessage({ id, person: '301', ...(asks && { acknowledgements: asks }) }), tail]);
    const replies = await ask('small@RWE', over('O1'), over('O2', ['AL', 'NE']), sampleMessage({ id: 'O3' }));
    expect(replies.map((reply) => toldBy(Buffer.from(reply)))).toEqual(['AR O1 207', 'CR O2 207', 'AA O3']);
    expect(replies[0]).toContain('larger than the 2000 bytes taken here');
    const kept = await row('O1');
    expect(kept).toMatchObject({ state: 'refused', told_code: 'AR', reason: { hl7: '207' } });
    expect(kept?.bytes?.toString().startsWith('MSH|^~\\&|PAS|RWE|')).toBe(true);
    // Without a readable header there is no control id to give back.
    expect(await ask('small@RWE', Buffer.alloc(3_000, 'x'))).toEqual([expect.stringContaining('\rMSA|AR||')]);
  });

  test('half a message and then silence is closed by the idle limit, and kept with its reason', async () => {
    const half = sampleMessage({ id: 'HALF', person: '302' });
    expect(await speak('small@RWE', frame(half).subarray(0, -5))).toEqual([]);
    const kept = await row('HALF');
    expect(kept).toMatchObject({ state: 'refused', told_code: null });
    expect(kept?.reason?.reason).toBe('nothing more came within the idle limit, and the end block was still missing');
  });

  test('a vertical tab in a text does not cut its message short; in what is given back it is written as hex', async () => {
    const [before = '', rest = ''] = sampleMessage({ id: 'V1', person: '306' }).toString().split('V1');
    const text = Buffer.from(`${before}V\u000b1${rest}NTE|1||first line\u000bMSH2 is expressed\r`);
    const replies = await speak(
      'small@RWE',
      Buffer.concat([Buffer.of(0x0b), text, Buffer.of(0x1c, 0x0d), frame(sampleMessage({ id: 'V2', person: '306' }))]),
    );
    expect(replies.flatMap(told)).toEqual(['MSA|AA|V\\X0B\\1', 'MSA|AA|V2']);
    expect((await row('V\u000b1'))?.bytes?.equals(text)).toBe(true);
  });

  test('noise, a message in two packets and two in one are each answered once, in order', async () => {
    const stream = Buffer.concat([
      Buffer.from('\r\nnoise'),
      ...['N1', 'N2', 'N3'].map((id) => frame(sampleMessage({ id, person: '303' }))),
    ]);
    const socket = connect({ port: feeds.ports.get('small@RWE') ?? 0, host: '127.0.0.1', noDelay: true });
    const decoder = createFrameDecoder({ maxBytes: 100_000 });
    const answered: (string | null)[] = [];
    socket.on('data', (chunk: Buffer) => {
      for (const one of decoder.push(chunk)) if (one.kind === 'message') answered.push(toldBy(one.bytes));
    });
    socket.write(stream.subarray(0, 100));
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.write(stream.subarray(100));
    await once(socket, 'close');
    expect(answered).toEqual(['AA N1', 'AA N2', 'AA N3']);
    expect(logged.some((line) => line.includes('5 bytes outside any block were skipped'))).toBe(true);
  });

  test("a message whose start block was lost is kept with its reason, told nothing, and is in nobody's way", async () => {
    const lost = sampleMessage({ id: 'N4', person: '303' });
    const stream = [lost, Buffer.of(0x1c, 0x0d), frame(sampleMessage({ id: 'N5', person: '303' }))];
    expect((await speak('small@RWE', Buffer.concat(stream))).flatMap(told)).toEqual(['MSA|AA|N5']);
    const kept = await row('N4');
    expect(kept).toMatchObject({ state: 'refused', accepted: false, told_code: null, feed: 'small@RWE' });
    expect(kept?.reason).toMatchObject({
      reason: 'a message began outside any block: its start block was missing',
    });
    expect(kept?.bytes?.subarray(0, lost.length).equals(lost)).toBe(true);
    // At the end of the stream, too, and behind what some senders write before it; what is no message is not kept.
    const before = (await rows('small@RWE')).length;
    const late = sampleMessage({ id: 'N6', person: '303' });
    expect(await speak('small@RWE', Buffer.concat([Buffer.from('HELLO\r\n'), late]))).toEqual([]);
    expect(await speak('small@RWE', Buffer.from('GET /MSH|^~ HTTP/1.1\r\n\r\n'))).toEqual([]);
    const [last, ...more] = (await rows('small@RWE')).slice(before);
    expect([last?.state, last?.bytes?.toString(), more]).toEqual(['refused', `HELLO\r\n${late.toString()}`, []]);
  });

  test('who asks for nothing gets nothing, and the connection goes on', async () => {
    const quiet = sampleMessage({ id: 'Q1', person: '304', acknowledgements: ['NE', 'NE'] });
    const loud = sampleMessage({ id: 'Q2', person: '304' });
    const replies = await speak('small@RWE', Buffer.concat([frame(quiet), frame(loud)]));
    expect(replies.flatMap(told)).toEqual(['MSA|AA|Q2']);
    expect(await row('Q1')).toMatchObject({ state: 'received', accepted: true, told_code: null });
  });

  test('a charset that cannot be read is refused by name, and the bytes are kept', async () => {
    const text = sampleMessage({ id: 'CNS', person: '305' }).toString().replace('UNICODE', 'CNS 11643-1992');
    const message = Buffer.from(text.replace('SPECIMEN', '\u00c4'), 'latin1');
    const [reply = ''] = await ask('pas@RWE', message);
    expect(toldBy(Buffer.from(reply))).toBe('AE CNS 103');
    expect(reply).toContain('the bytes are not as EUC-TW has it; UNICODE UTF-8 can be read');
    expect((await row('CNS'))?.bytes?.equals(message)).toBe(true);
  });

  describe('a batch', () => {
    const header = (id: string, facility = 'RWE'): string => `HS|^~\\&|PAS|${facility}|ROUTE|ROUTE|20261120||||${id}`;
    const parts = (...ids: readonly string[]): string =>
      ids.map((id) => sampleMessage({ id, person: '310' }).toString()).join('');

    test('is split; every message is kept, judged and answered; its envelope is kept too', async () => {
      const text =
        `F${header('F1')}\rB${header('B1')}\r${parts('P1')}` +
        `${sampleMessage({ id: 'P2', person: '310', version: '2.9' }).toString()}` +
        `${sampleMessage({ id: 'P3', person: '311', facility: 'LIMS' }).toString()}BTS|3\rFTS|1\r`;
      const [reply = ''] = await ask('pas@RWE', Buffer.from(text));
      const [envelope] = (await rows('pas@RWE')).filter(({ message_type }) => message_type === 'FHS');
      const answered = told(reply);
      expect(answered.map((line) => line.split('|').slice(0, 3).join('|'))).toEqual([
        'FHS|^~\\&|ROUTE',
        'BHS|^~\\&|ROUTE',
        'MSA|AA|P1',
        'MSA|AR|P2',
        'MSA|AA|P3',
        'BTS|3',
        'FTS|1',
      ]);
      expect(answered[1]).toBe(`BHS|^~\\&|ROUTE|ROUTE|PAS|RWE|20261120100000+0000||||B${envelope?.seq}|B1`);
      expect(envelope).toMatchObject({ state: 'superseded', control_id: 'F1', batch: null, told_code: null });
      expect(envelope?.bytes?.toString()).toBe(`F${header('F1')}\rB${header('B1')}\rBTS|3\rFTS|1\r`);
      const kept = await Promise.all(['P1', 'P2', 'P3'].map(row));
      expect(kept.map((one) => [one?.feed, one?.state, one?.batch])).toEqual([
        ['pas@RWE', 'received', envelope?.seq],
        ['pas@RWE', 'refused', envelope?.seq],
        ['lims@RWE', 'received', envelope?.seq],
      ]);
      expect(kept[0]?.bytes?.equals(sampleMessage({ id: 'P1', person: '310' }))).toBe(true);

      // Said again, it is answered again, and has no second effect.
      const [again = ''] = await ask('pas@RWE', Buffer.from(text));
      expect(told(again)).toEqual(answered);
      expect((await Promise.all(['P1', 'P3'].map(row))).map((one) => one?.repeats)).toEqual([1, 1]);
      expect(await rows('lims@RWE')).toHaveLength(1);
    });

    test('that lost something on its way says so where an engineer looks; what it holds is taken', async () => {
      const [reply = ''] = await ask('pas@RWE', Buffer.from(`B${header('B2')}\r${parts('P5', 'P6')}BTS|3\r`));
      expect(told(reply).slice(1)).toEqual(['MSA|AA|P5', 'MSA|AA|P6', 'BTS|2']);
      expect((await row('B2'))?.notes).toEqual(['BTS-1 says 3 messages; 2 were found']);
      expect(logged.filter((line) => line.includes('a batch is not whole'))).toHaveLength(1);
    });

    test('whose report has a line of its own that begins like a trailer is kept whole, and read whole', async () => {
      const said = 'OBX|1|FT|N||Not issued\nBTS: by telephone\rOBX|2|NM|K||7.1\r';
      const report = `${sampleMessage({ id: 'P11', person: '310', type: 'ORU^R01' }).toString()}${said}`;
      const [reply = ''] = await ask('pas@RWE', Buffer.from(`B${header('B4')}\r${report}BTS|1\r`));
      expect(told(reply).slice(1)).toEqual(['MSA|AA|P11', 'BTS|1']);
      expect((await row('P11'))?.bytes?.toString()).toBe(report);
      expect((await row('B4'))?.notes).toEqual([]);
    });

    test('with text in none of its messages says so; a byte that no text may hold keeps it from nobody', async () => {
      const text = `BHS|^~\\&|P\0S|RWE|ROUTE|ROUTE|20261120||||B5\r${parts('P12')}BTS|1\rOBX|1|NM|K||7.1\r`;
      const [reply = ''] = await ask('pas@RWE', Buffer.from(text));
      expect(told(reply).slice(1)).toEqual(['MSA|AA|P12', 'BTS|1']);
      expect(await row('B5')).toMatchObject({
        sending_application: 'P\u2400S',
        notes: ['there is text that belongs to no message; it is kept, and not read'],
      });
    });

    test('two messages without an envelope are no batch: one answer cannot be owed for two', async () => {
      const [reply = ''] = await ask('pas@RWE', Buffer.from(parts('P7', 'P8')));
      expect(toldBy(Buffer.from(reply))).toBe('AE P7 100');
    });

    test('whose messages ask for nothing gets nothing', async () => {
      const quiet = sampleMessage({ id: 'P9', person: '310', acknowledgements: ['NE', 'NE'] }).toString();
      const batch = Buffer.from(`B${header('B3')}\r${quiet}BTS|1\r`);
      const replies = await speak('small@RWE', Buffer.concat([frame(batch), frame(sampleMessage({ id: 'P10' }))]));
      expect(replies.flatMap(told)).toEqual(['MSA|AA|P10']);
    });
  });

  describe('a store that does not store', () => {
    const peer = { address: '127.0.0.1', port: 4242 };
    const message = (id: string, asks?: [string, string]): Buffer =>
      sampleMessage({ id, person: '320', family: 'SECRET', ...(asks && { acknowledgements: asks }) });
    /** The real store, but every statement goes through `instead`. */
    const intakeOver = (instead: () => Promise<never>, lines: string[], storeLimitMs = 60_000) => {
      const pool = Object.create(fresh.store.pool) as typeof fresh.store.pool;
      const state = { works: false };
      pool.query = ((...args: Parameters<typeof pool.query>) =>
        state.works ? fresh.store.pool.query(...args) : instead()) as typeof pool.query;
      const store = { ...fresh.store, pool };
      return {
        state,
        intake: createIntake({ store, feed: pas, clock, log: (line) => lines.push(line), storeLimitMs }),
      };
    };
    const failure = (code: string) => () => Promise.reject(Object.assign(new Error('SECRET in words'), { code }));
    const asks: readonly [string, string][] = [
      ['', ''],
      ['AL', 'NE'],
      ['NE', 'NE'],
    ];

    test.each([
      ['full', '53100', "the store's disk is full: SQLSTATE 53100"],
      ['without connections left', '53300', 'the store is out of resources: SQLSTATE 53300'],
      ['down', 'ECONNREFUSED', 'the store cannot be reached: Error ECONNREFUSED'],
      ['behind a broken route', 'EHOSTUNREACH', 'the store cannot be reached: Error EHOSTUNREACH'],
      ['shutting down', '57P01', 'the store cannot be reached: Error 57P01'],
    ])(
      'because it is %s: no yes in any mode, told to the log once, and once when it is over',
      async (_, code, words) => {
        const lines: string[] = [];
        const { state, intake } = intakeOver(failure(code), lines);
        for (const each of asks) expect(await intake.receive(message(`F${code}`, each), peer)).toBeNull();
        expect(lines).toEqual([
          `pas@RWE: a message could not be stored (${words}); it was not acknowledged, and its connection is closed`,
        ]);
        state.works = true;
        expect(toldBy(await intake.receive(message(`F${code}`), peer))).toBe(`AA F${code}`);
        expect(lines.slice(1)).toEqual(['pas@RWE: messages are stored again; 3 were not acknowledged meanwhile']);
      },
    );

    test('because it hangs: messages that are given up on and come again do not pile up in memory', async () => {
      const lines: string[] = [];
      const blocker = await fresh.store.pool.connect();
      await blocker.query('begin');
      await blocker.query('lock table message in exclusive mode');
      const narrow = { ...pas, listening: { maxConnections: 1 } };
      const means = { store: fresh.store, feed: narrow, clock, storeLimitMs: 30 };
      const intake = createIntake({ ...means, log: (line) => lines.push(line) });
      for (const id of ['HANG1', 'HANG2', 'HANG3']) expect(await intake.receive(message(id), peer)).toBeNull();
      expect(lines).toHaveLength(1);
      await blocker.query('rollback');
      blocker.release();
      while ((await row('HANG2')) === undefined);
      expect(await row('HANG3')).toBeUndefined();
      const patient = createIntake({ ...means, storeLimitMs: 60_000 });
      expect(toldBy(await patient.receive(message('HANG3'), peer))).toBe('AA HANG3');
    });

    test('because it is slow: the sender is left unanswered; stored after all, its repeat is acknowledged', async () => {
      const lines: string[] = [];
      const blocker = await fresh.store.pool.connect();
      await blocker.query('begin');
      await blocker.query('lock table message in exclusive mode');
      const intake = createIntake({
        ...{ store: fresh.store, feed: pas, clock, storeLimitMs: 50 },
        log: (l) => lines.push(l),
      });
      expect(await intake.receive(message('SLOW'), peer)).toBeNull();
      expect(lines).toEqual([expect.stringContaining('the store gave no answer within 0.05 s')]);
      await blocker.query('rollback');
      blocker.release();
      while ((await row('SLOW')) === undefined);
      const patient = createIntake({ store: fresh.store, feed: pas, clock });
      expect(toldBy(await patient.receive(message('SLOW'), peer))).toBe('AA SLOW');
      expect((await row('SLOW'))?.repeats).toBe(1);
      expect(await patient.receive(message('SLOW2', ['NE', 'NE']), peer)).toBe(NO_REPLY);
    });
  });
});
