import { once } from 'node:events';
import { connect } from 'node:net';
import { systemClock } from '../../schema/clock';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { createFrameDecoder, frame } from '../wire/mllp/frames';
import { startFeeds } from './feeds';
import type { Feeds } from './feeds';
import { sampleFeed, sampleMessage } from './sample-feed';
import { startWorker } from './worker';

/** What pg is asked of a pool: a statement by name where it has one. */
interface Asked {
  readonly name?: string;
  readonly text: string;
}
type Query = (asked: Asked) => Promise<unknown>;

/** Of one message, or of several. */
const isKeeping = ({ name }: Asked): boolean => name === 'inbox-keep' || name === 'inbox-keep-one';

const lost = (): Error => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
const full = (): Error => Object.assign(new Error('the disk is full'), { code: '53100' });
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('what a sender was told, as it is on record', () => {
  let fresh: FreshDatabase;
  let feeds: Feeds;
  const feed = sampleFeed();
  /** What stands between intake and the store; null for nothing. */
  let between: ((asked: Asked, ask: Query) => Promise<unknown>) | null = null;
  beforeAll(async () => {
    fresh = await freshDatabase();
    const real = fresh.store.pool;
    const pool = Object.create(real) as typeof real;
    const ask = real.query.bind(real) as unknown as Query;
    pool.query = ((asked: Asked) =>
      between === null ? ask(asked) : between(asked, ask)) as unknown as typeof pool.query;
    feeds = await startFeeds({
      store: { ...fresh.store, pool },
      feeds: [feed],
      clock: systemClock,
      log: () => undefined,
    });
  });
  afterEach(() => {
    between = null;
  });
  afterAll(async () => {
    await feeds.close();
    await fresh.drop();
  });

  /** MSA-1 and MSA-2 of all that is answered until the listener closes; our side closes after `answers` blocks. */
  const speak = async (bytes: Buffer, answers = 1): Promise<readonly string[]> => {
    const socket = connect({ port: feeds.ports.get(feed.name) ?? 0, host: '127.0.0.1', allowHalfOpen: true });
    const decoder = createFrameDecoder({ maxBytes: 100_000 });
    const told: string[] = [];
    let blocks = 0;
    socket.on('data', (chunk: Buffer) => {
      for (const one of decoder.push(chunk)) {
        if (one.kind !== 'message') continue;
        told.push(
          ...one.bytes
            .toString()
            .split('\r')
            .filter((line) => line.startsWith('MSA|')),
        );
        blocks += 1;
        if (blocks === answers) socket.end();
      }
    });
    socket.write(bytes);
    await once(socket, 'end');
    socket.destroy();
    return told.map((line) => line.split('|').slice(1, 3).join(' '));
  };
  const single = (id: string): Buffer => frame(sampleMessage({ id, person: id }));
  const batch = (id: string, ...ids: readonly string[]): Buffer =>
    frame(
      Buffer.from(
        `BHS|^~\\&|PAS|RWE|ROUTE|ROUTE|20261120||||${id}\r` +
          ids.map((one) => sampleMessage({ id: one, person: one }).toString()).join('') +
          `BTS|${ids.length}\r`,
      ),
    );
  const row = (id: string) =>
    fresh.store.db.selectFrom('message').selectAll().where('control_id', '=', id).executeTakeFirst();
  const told = async (...ids: readonly string[]) =>
    Promise.all(
      ids.map(async (id) => {
        const one = await row(id);
        return one === undefined ? 'not there' : [one.told_code, one.repeats];
      }),
    );
  /** The statement that keeps a message fails at the nth. */
  const failingAt = (nth: number) => {
    let kept = 0;
    return (asked: Asked, ask: Query): Promise<unknown> => {
      if (isKeeping(asked)) kept += 1;
      return kept === nth ? Promise.reject(full()) : ask(asked);
    };
  };

  test('is nothing for a batch of which a later message is not stored; sent again, it is AA, with one effect', async () => {
    // The first that is kept is the envelope.
    between = failingAt(4);
    expect(await speak(batch('B1', 'B1-1', 'B1-2', 'B1-3', 'B1-4'))).toEqual([]);
    between = null;
    expect(await told('B1-1', 'B1-2', 'B1-3', 'B1-4')).toEqual([[null, 0], [null, 0], 'not there', 'not there']);

    const again = await speak(batch('B1', 'B1-1', 'B1-2', 'B1-3', 'B1-4'));
    expect(again).toEqual(['AA B1-1', 'AA B1-2', 'AA B1-3', 'AA B1-4']);
    expect(await told('B1-1', 'B1-2', 'B1-3', 'B1-4')).toEqual([
      ['AA', 1],
      ['AA', 1],
      ['AA', 0],
      ['AA', 0],
    ]);

    const applied: string[] = [];
    const worker = await startWorker({
      ...{ store: fresh.store, feeds: [feed], clock: systemClock, log: () => undefined, housekeeping: false },
      translateFor: () => (message) => ({ kind: 'events', events: [], notes: [message.controlId] }),
      apply: (_trx, { messageId }) => Promise.resolve(applied.push(messageId)),
    });
    await worker.drain();
    await worker.close();
    const ids = await Promise.all(['B1-1', 'B1-2', 'B1-3', 'B1-4'].map(async (id) => `m_${(await row(id))?.seq ?? 0}`));
    expect(applied.sort()).toEqual(ids.sort());
  });

  test('is nothing, too, where all of a batch are stored and what they are told is not', async () => {
    between = (asked, ask) => (asked.name === 'inbox-told' ? Promise.reject(full()) : ask(asked));
    expect(await speak(batch('B2', 'B2-1', 'B2-2'))).toEqual([]);
    between = null;
    expect(await told('B2-1', 'B2-2')).toEqual([
      [null, 0],
      [null, 0],
    ]);
    expect(await speak(batch('B2', 'B2-1', 'B2-2'))).toEqual(['AA B2-1', 'AA B2-2']);
    expect(await told('B2-1', 'B2-2')).toEqual([
      ['AA', 1],
      ['AA', 1],
    ]);
  });

  test('is what it was before, where a batch of repeats goes unanswered', async () => {
    expect(await speak(Buffer.concat([single('B3-1'), single('B3-2')]), 2)).toEqual(['AA B3-1', 'AA B3-2']);
    const before = await row('B3-1');
    let lose = true;
    between = async (asked, ask) => {
      const done = await ask(asked);
      if (asked.name !== 'inbox-told' || !lose) return done;
      // It is carried out, and the connection to the store goes before it says so.
      lose = false;
      throw lost();
    };
    expect(await speak(batch('B3', 'B3-1', 'B3-2', 'B3-3'))).toEqual([]);
    await until(async () => (await row('B3-3'))?.told_code === null);
    expect(await told('B3-1', 'B3-2', 'B3-3')).toEqual([
      ['AA', 1],
      ['AA', 1],
      [null, 0],
    ]);
    expect((await row('B3-1'))?.told_at).toEqual(before?.told_at);
  });

  test('is nothing for a message that is carried out after the client of the store gave up on it', async () => {
    const blocker = await fresh.store.pool.connect();
    await blocker.query('begin');
    await blocker.query('lock table message in exclusive mode');
    between = (asked, ask) => ask(isKeeping(asked) ? ({ ...asked, query_timeout: 50 } as Asked) : asked);
    try {
      expect(await speak(single('S1'))).toEqual([]);
    } finally {
      await blocker.query('rollback');
      blocker.release();
    }
    await until(async () => (await row('S1'))?.told_code === null);
    expect(await told('S1')).toEqual([[null, 0]]);
    between = null;
    expect(await speak(single('S1'))).toEqual(['AA S1']);
    expect(await told('S1')).toEqual([['AA', 1]]);
  });

  test('is nothing for a message that is on disk when the connection to the store is lost', async () => {
    between = async (asked, ask) => {
      const done = await ask(asked);
      if (!isKeeping(asked)) return done;
      throw lost();
    };
    expect(await speak(single('S2'))).toEqual([]);
    await until(async () => (await row('S2'))?.told_code === null);
    // A second loss changes nothing of that; what is said to the third sending is the truth, and stays.
    expect(await speak(single('S2'))).toEqual([]);
    between = null;
    expect(await speak(single('S2'))).toEqual(['AA S2']);
    expect((await told('S2'))[0]?.[0]).toBe('AA');
  });
});
