import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { systemClock } from '../../schema/clock';
import { historyOf } from '../messages/history';
import { parseMessage } from '../wire/hl7v2/parse';
import { createFrameDecoder } from '../wire/mllp/frames';
import { startMllpListener } from '../wire/mllp/listener';
import type { MllpListener } from '../wire/mllp/listener';
import type { Feed } from './feed';
import { startFeeds } from './feeds';
import type { Feeds } from './feeds';
import { createInboxOperations } from './operations';
import { sampleMessage, toldBy } from './sample-feed';
import { startWorker } from './worker';
import type { Worker } from './worker';

/** What a peer heard: control ids, and whole texts. */
interface Line {
  readonly socket: Socket;
  readonly heard: string[];
  readonly texts: string[];
}

/**
 * Feeds, worker and senders over a database for each test of the file that calls this; closed after it, the last opened
 * first.
 */
export const acknowledging = () => {
  let fresh: FreshDatabase;
  const closers: (() => Promise<unknown>)[] = [];
  const logged: string[] = [];
  beforeEach(async () => {
    fresh = await freshDatabase();
    logged.length = 0;
  });
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
    await fresh.drop();
  });
  const later = <T extends { close(): Promise<unknown> }>(one: T): T => {
    closers.push(() => one.close());
    return one;
  };
  const store = () => fresh.store;

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
  return { store, logged, later, means, listen, work, deskOf, by, message, row, toldOf, owed, until, open, sender };
};
