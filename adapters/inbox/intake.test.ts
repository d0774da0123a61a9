import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { openStore } from '../store';
import { startFeeds } from './feeds';
import type { Feeds } from './feeds';
import { createIntake } from './intake';
import { dial, sampleFeed, sampleMessage, toldBy } from './sample-feed';
import type { SampleMessage } from './sample-feed';
import { startWorker } from './worker';

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const peer = { address: '127.0.0.1', port: 4242 };

describe('intake', () => {
  let fresh: FreshDatabase;
  let feeds: Feeds;
  const feed = sampleFeed();
  beforeAll(async () => {
    fresh = await freshDatabase();
    feeds = await startFeeds({ store: fresh.store, feeds: [feed], clock, log: () => undefined });
  });
  afterAll(async () => {
    await feeds.close();
    await fresh.drop();
  });

  const send = async (...messages: readonly Buffer[]): Promise<readonly (string | null)[]> => {
    const client = await dial(feeds.ports.get(feed.name) ?? 0);
    try {
      const told: (string | null)[] = [];
      for (const message of messages) told.push(toldBy(await client.send(message)));
      return told;
    } finally {
      await client.close();
    }
  };
  const kept = (controlId: string) =>
    fresh.store.db.selectFrom('message').selectAll().where('control_id', '=', controlId).orderBy('seq').execute();

  it('keeps the bytes as sent and says AA', async () => {
    const message = Buffer.concat([sampleMessage({ id: 'K1', person: '100' }), Buffer.from('ZZZ|caf\u00e9 \u2013\r')]);
    expect(await send(message)).toEqual(['AA K1']);
    const [row, ...more] = await kept('K1');
    expect(more).toEqual([]);
    expect(row).toMatchObject({ state: 'received', accepted: true, charset: 'utf-8', told_code: 'AA' });
    expect(row?.bytes?.equals(message)).toBe(true);
    expect(row?.partition_keys).toEqual(['https://fhir.rwe.example.nhs.uk/Id/hospital-number|100']);
  });

  it('acknowledges a repeat again, on any connection, without a second effect', async () => {
    const message = sampleMessage({ id: 'R1', person: '101' });
    expect(await send(message, message)).toEqual(['AA R1', 'AA R1']);
    expect(await send(message)).toEqual(['AA R1']);
    expect(await kept('R1')).toMatchObject([{ repeats: 2 }]);
    const [waiting] = await fresh.store.db.selectFrom('backlog').selectAll().where('key', 'like', '%|101').execute();
    expect(waiting?.pending).toBe(1);
  });

  it('takes the same control id with other content as a new message, and flags it', async () => {
    const one = sampleMessage({ id: 'C1', person: '102', family: 'FIRST' });
    const other = sampleMessage({ id: 'C1', person: '102', family: 'SECOND' });
    expect(await send(one, other)).toEqual(['AA C1', 'AA C1']);
    const rows = await kept('C1');
    expect(rows).toHaveLength(2);
    expect(rows[0]?.conflicts_with).toBeNull();
    expect(rows[1]?.conflicts_with).toBe(rows[0]?.seq);
  });

  const refusals: readonly [string, SampleMessage, string][] = [
    ['another type', { id: 'T1', type: 'BAR^P01' }, 'AR T1 200'],
    ['another event of a known type', { id: 'T2', type: 'ORU^R30' }, 'AR T2 201'],
    ['another processing id', { id: 'T3', processingId: 'T' }, 'AR T3 202'],
    ['another version', { id: 'T4', version: '2.9' }, 'AR T4'],
    ['another facility', { id: 'T5', facility: 'RXX' }, 'AR T5 103'],
    ['another type, in enhanced mode', { id: 'T6', type: 'BAR^P01', acknowledgements: ['AL', 'NE'] }, 'CR T6 200'],
  ];
  it.each(refusals)('refuses %s with the code for it, and keeps it', async (_, message, told) => {
    expect(await send(sampleMessage({ person: '103', ...message }))).toEqual([told]);
    const [row] = await kept(message.id);
    expect(row).toMatchObject({ state: 'refused', accepted: false, partition_keys: [] });
    expect(row?.reason?.reason).toMatch(/^MSH-\d+ /);
  });

  it('gives the condition of a version it does not know where that version looks for it', async () => {
    const client = await dial(feeds.ports.get(feed.name) ?? 0);
    const reply = await client.send(sampleMessage({ id: 'T7', version: '2.9', person: '103' }));
    await client.close();
    expect(reply.toString()).toContain('203^Unsupported version id^HL70357');
  });

  it('asks for a control id, without which no repeat could be told', async () => {
    expect(await send(sampleMessage({ id: '', person: '104' }))).toEqual(['AE  101']);
  });

  it('keeps what has no MSH and says AR with an empty MSA-2', async () => {
    expect(await send(Buffer.from('hello, is this the laboratory?'))).toEqual(['AR  100']);
    const rows = await fresh.store.db.selectFrom('message').selectAll().where('state', '=', 'refused').execute();
    expect(rows.some(({ bytes }) => bytes?.toString().startsWith('hello'))).toBe(true);
  });

  it('tolerates a byte-order mark, and notes it whether the message is taken or refused', async () => {
    const mark = Buffer.from([0xef, 0xbb, 0xbf]);
    const taken = Buffer.concat([mark, sampleMessage({ id: 'B1', person: '120' })]);
    const refused = Buffer.concat([mark, sampleMessage({ id: 'B2', person: '120', processingId: 'T' })]);
    expect(await send(taken, refused)).toEqual(['AA B1', 'AR B2 202']);
    for (const [id, sent] of [['B1', taken] as const, ['B2', refused] as const]) {
      const [row] = await kept(id);
      expect(row?.notes).toEqual(['byte-order mark before MSH']);
      expect(row?.bytes?.equals(sent)).toBe(true);
    }
  });

  it('gives a commit acknowledgement in enhanced mode', async () => {
    expect(await send(sampleMessage({ id: 'E1', person: '105', acknowledgements: ['AL', 'NE'] }))).toEqual(['CA E1']);
  });

  it('takes a refused message once its feed takes its kind', async () => {
    const message = sampleMessage({ id: 'L1', person: '106', processingId: 'T' });
    expect(await send(message)).toEqual(['AR L1 202']);
    const lenient = createIntake({ store: fresh.store, feed: sampleFeed({ processingIds: ['P', 'T'] }), clock });
    expect(toldBy(await lenient.receive(message, peer))).toBe('AA L1');
    expect((await kept('L1')).map(({ state }) => state)).toEqual(['refused', 'received']);
  });

  it('puts a merge into the order of both its people', async () => {
    await send(sampleMessage({ id: 'M1', type: 'ADT^A40', person: '108', retired: '107' }));
    const [row] = await kept('M1');
    expect(row?.partition_keys.map((key) => key.split('|')[1])).toEqual(['107', '108']);
    expect(
      await fresh.store.db
        .selectFrom('queued')
        .select('key')
        .where('seq', '=', row?.seq ?? 0)
        .execute(),
    ).toHaveLength(2);
  });

  it('counts each message once, however many connections send at the same time', async () => {
    const lots = Array.from({ length: 8 }, (_, c) =>
      Array.from({ length: 10 }, (_, n) => sampleMessage({ id: `S${c % 4}-${n}`, person: `20${n}` })),
    );
    const told = await Promise.all(lots.map((lot) => send(...lot)));
    expect(told.flat().every((one) => one?.startsWith('AA '))).toBe(true);
    const rows = await fresh.store.db.selectFrom('message').select('seq').where('control_id', 'like', 'S%-%').execute();
    expect(rows).toHaveLength(40);
    const backlog = await fresh.store.db
      .selectFrom('backlog')
      .select('pending')
      .where('key', 'like', '%|20_')
      .execute();
    expect(backlog.map(({ pending }) => pending)).toEqual(Array.from({ length: 10 }, () => 4));
  });

  it('keeps nobody waiting while the worker has their person in hand, not even after it held a message', async () => {
    const busy = sampleFeed({ whenHeld: 'pass' }, 'lims@RWE');
    const intake = createIntake({ store: fresh.store, feed: busy, clock });
    const receive = async (message: SampleMessage): Promise<string | null> =>
      toldBy(await intake.receive(sampleMessage({ person: '130', ...message }), peer));
    await receive({ id: 'HELD' });
    await receive({ id: 'W1' });
    const order: string[] = [];
    const signal = { inHand: (): void => undefined, release: (): void => undefined };
    const inHand = new Promise<void>((resolve) => (signal.inHand = resolve));
    const released = new Promise<void>((resolve) => (signal.release = resolve));
    const worker = await startWorker({
      ...{ store: fresh.store, feeds: [busy], clock, log: () => undefined },
      translateFor: () => (message) =>
        message.controlId === 'HELD'
          ? { kind: 'refused', refusal: { hl7: '103', at: 'PV1-3', reason: 'PV1-3 names no ward' } }
          : { kind: 'events', events: [], notes: [message.controlId] },
      apply: async (_trx, { seq }) => {
        signal.inHand();
        await released;
        order.push(String(seq));
      },
    });
    await inHand;
    expect(await receive({ id: 'W2', type: 'ADT^A40', retired: '129' })).toBe('AA W2');
    expect(await receive({ id: 'W3' })).toBe('AA W3');
    expect(order).toEqual([]);
    signal.release();
    await worker.drain();
    await worker.close();
    expect(order).toHaveLength(3);
  });

  it('says nothing until the message is on disk', async () => {
    const blocker = await fresh.store.pool.connect();
    await blocker.query('begin');
    await blocker.query('lock table message in exclusive mode');
    const told: (string | null)[] = [];
    const sent = send(sampleMessage({ id: 'D1', person: '110' })).then((answers) => told.push(...answers));
    const stuck = async (): Promise<boolean> => {
      const { rowCount } = await fresh.store.pool.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rowCount === 1;
    };
    while (!(await stuck()));
    expect(told).toEqual([]);
    await blocker.query('rollback');
    blocker.release();
    await sent;
    expect(told).toEqual(['AA D1']);
  });

  it('waits for the disk also where the database is set to answer before it', async () => {
    const hasty = await freshDatabase();
    try {
      await hasty.store.pool.query(
        `do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$;
        create table committed (how text);
        create function say_how() returns trigger language plpgsql as $$
          begin insert into committed values (current_setting('synchronous_commit')); return null; end $$;
        create constraint trigger at_commit after insert on message deferrable initially deferred
          for each row execute function say_how()`,
      );
      const store = await openStore({ kind: 'served', databaseUrl: hasty.url });
      try {
        const intake = createIntake({ store, feed, clock });
        expect(toldBy(await intake.receive(sampleMessage({ id: 'Y1', person: '111' }), peer))).toBe('AA Y1');
        expect((await store.pool.query('show synchronous_commit')).rows).toEqual([{ synchronous_commit: 'off' }]);
      } finally {
        await store.close();
      }
      expect((await hasty.store.pool.query('select how from committed')).rows).toEqual([{ how: 'local' }]);
    } finally {
      await hasty.drop();
    }
  });

  it('never says AA for what could not be stored', async () => {
    const broken = await openStore({ kind: 'served', databaseUrl: fresh.url });
    const logged: string[] = [];
    const intake = createIntake({ store: broken, feed, clock, log: (line) => logged.push(line) });
    await broken.close();
    expect(await intake.receive(sampleMessage({ id: 'X1', person: '109', family: 'SECRET' }), peer)).toBeNull();
    expect(await kept('X1')).toEqual([]);
    expect(logged.join()).toContain('could not be stored');
    expect(logged.join()).not.toMatch(/SECRET|109/);
  });

  it('keeps a block that never ended, and tells its sender nothing', async () => {
    const intake = createIntake({ store: fresh.store, feed, clock });
    expect(await intake.receiveBroken(Buffer.from('MSH|^~\\&|half'), 'the connection ended', peer)).toBeNull();
    const rows = await fresh.store.db.selectFrom('message').selectAll().where('told_code', 'is', null).execute();
    expect(rows.map(({ state, reason }) => [state, reason?.reason])).toEqual([['refused', 'the connection ended']]);
  });

  describe('a message that is stored too late for its sender to be told', () => {
    const logged: string[] = [];
    const hasty = () =>
      createIntake({ store: fresh.store, feed, clock, storeLimitMs: 50, log: (line) => logged.push(line) });
    const told = async (id: string) =>
      (await kept(id)).map(({ told_code, told_at, repeats }) => [told_code, told_at !== null, repeats]);
    const until = async (holds: () => Promise<boolean>): Promise<void> => {
      while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    /** A repeat that is taken back is told of for a moment, as is what was told before it. */
    const untilItStays = async (holds: () => Promise<boolean>): Promise<void> => {
      for (let times = 0; times < 20;) {
        times = (await holds()) ? times + 1 : 0;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    /** Received while the table is locked for longer than a sender is kept waiting. */
    const receiveLate = async (message: SampleMessage): Promise<void> => {
      const blocker = await fresh.store.pool.connect();
      try {
        await blocker.query('begin');
        await blocker.query('lock table message in exclusive mode');
        expect(await hasty().receive(sampleMessage(message), peer)).toBeNull();
      } finally {
        await blocker.query('rollback');
        blocker.release();
      }
    };

    it('is on record as told nothing, and as told AA once that was said to its repeat', async () => {
      await receiveLate({ id: 'LATE1', person: '140' });
      await until(async () => (await told('LATE1'))[0]?.[0] === null);
      expect(await told('LATE1')).toEqual([[null, false, 0]]);
      expect(await send(sampleMessage({ id: 'LATE1', person: '140' }))).toEqual(['AA LATE1']);
      expect(await told('LATE1')).toEqual([['AA', true, 1]]);
    });

    it('stays told what it was told before, where only its repeat came too late', async () => {
      await send(sampleMessage({ id: 'LATE2', person: '141' }));
      const [before] = await kept('LATE2');
      await receiveLate({ id: 'LATE2', person: '141' });
      await until(async () => (await kept('LATE2'))[0]?.repeats === 1);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await told('LATE2')).toEqual([['AA', true, 1]]);
      expect((await kept('LATE2'))[0]?.told_at).toEqual(before?.told_at);
    });

    it('stays told nothing where its repeat came too late as well', async () => {
      for (const repeats of [0, 1]) {
        await receiveLate({ id: 'LATE3', person: '142' });
        await untilItStays(
          async () => (await told('LATE3'))[0]?.[2] === repeats && (await told('LATE3'))[0]?.[0] === null,
        );
        expect(await told('LATE3')).toEqual([[null, false, repeats]]);
      }
    });

    it('stays told nothing where what its repeat is owed could not be kept', async () => {
      const message = { id: 'LATE5', person: '144', acknowledgements: ['AL', 'AL'] } as const;
      await receiveLate(message);
      await until(async () => (await told('LATE5'))[0]?.[0] === null);
      const { pool } = fresh.store;
      await pool.query(`update message set state = 'translated' where control_id = 'LATE5'`);
      await pool.query('alter table application_acknowledgement rename to gone');
      const intake = createIntake({ store: fresh.store, feed, clock });
      expect(await intake.receive(sampleMessage(message), peer)).toBeNull();
      await pool.query('alter table gone rename to application_acknowledgement');
      await until(async () => (await told('LATE5'))[0]?.[0] === null);
      expect(await told('LATE5')).toEqual([[null, false, 1]]);
    });

    it('is not taken back once a repeat was told meanwhile', async () => {
      const blocker = await fresh.store.pool.connect();
      await blocker.query('begin');
      await blocker.query('lock table message in exclusive mode');
      const intake = hasty();
      expect(await intake.receive(sampleMessage({ id: 'LATE4', person: '143' }), peer)).toBeNull();
      const again = createIntake({ store: fresh.store, feed, clock }).receive(
        sampleMessage({ id: 'LATE4', person: '143' }),
        peer,
      );
      await blocker.query('rollback');
      blocker.release();
      expect(toldBy(await again)).toBe('AA LATE4');
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect((await told('LATE4'))[0]?.slice(0, 2)).toEqual(['AA', true]);
      expect(logged.join()).not.toContain('SPECIMEN');
    });
  });
});
