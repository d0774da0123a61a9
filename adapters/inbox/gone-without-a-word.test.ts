import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { sql } from 'kysely';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { systemClock } from '../../schema/clock';
import { openStore } from '../store';
import type { Store } from '../store';
import { createIntake } from './intake';
import { sampleFeed, sampleMessage } from './sample-feed';
import { startWorker } from './worker';
import type { Worker } from './worker';
import type { Apply } from './worker-means';

/** A line to the database that can fall silent: nothing gets through, and neither end is told. */
interface Line {
  readonly url: string;
  silence(): void;
  resume(): void;
  close(): Promise<void>;
}

const lineTo = async (databaseUrl: string): Promise<Line> => {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let silent = false;
  const forward = (from: Socket, to: Socket): void => {
    sockets.add(from);
    if (silent) from.pause();
    from.on('data', (chunk: Buffer) => to.write(chunk));
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    forward(near, far);
    forward(far, near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  // The same as in earnest, only sooner.
  url.searchParams.set('options', '-c idle_in_transaction_session_timeout=300');
  return {
    url: url.href,
    silence: () => {
      silent = true;
      for (const socket of sockets) socket.pause();
    },
    resume: () => {
      silent = false;
      for (const socket of sockets) socket.resume();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};

const gate = (): { readonly open: () => void; readonly passed: Promise<void> } => {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
};

describe('a process that goes without a word while it has a partition in hand', () => {
  let fresh: FreshDatabase;
  let line: Line;
  let far: Store;
  const workers: Worker[] = [];
  beforeAll(async () => {
    fresh = await freshDatabase();
    await sql`create table applied (seq bigint not null, by text not null)`.execute(fresh.store.db);
    line = await lineTo(fresh.url);
    far = await openStore({ kind: 'served', databaseUrl: line.url });
  });
  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.close()));
    await far.close();
    await line.close();
    await fresh.drop();
  });

  const start = async (store: Store, apply: Apply): Promise<Worker> => {
    const worker = await startWorker({
      ...{ store, feeds: [sampleFeed()], clock: systemClock, log: () => undefined, apply, housekeeping: false },
      translateFor: () => () => ({ kind: 'events', events: [], notes: [] }),
    });
    workers.push(worker);
    return worker;
  };
  const applied = async () => (await sql`select seq, by from applied`.execute(fresh.store.db)).rows;
  const state = () => fresh.store.db.selectFrom('message').select(['seq', 'state', 'reason']).executeTakeFirstOrThrow();

  it('is waited for no longer than that: another takes the partition up, and what it had in hand is done once', async () => {
    const inHand = gate();
    const back = gate();
    const gone = await start(far, async (trx, { seq }) => {
      await sql`insert into applied values (${seq}, 'gone')`.execute(trx);
      inHand.open();
      await back.passed;
    });
    await createIntake({ store: fresh.store, feed: sampleFeed(), clock: systemClock }).receive(
      sampleMessage({ id: 'A1', person: '1' }),
      { address: '127.0.0.1', port: 4242 },
    );
    await inHand.passed;
    line.silence();
    await start(fresh.store, (trx, { seq }) =>
      sql`insert into applied values (${seq}, 'other')`.execute(trx).then(() => undefined),
    );
    while ((await state()).state === 'received') await new Promise((resolve) => setTimeout(resolve, 20));
    line.resume();
    back.open();
    await gone.drain();
    const { seq } = await state();
    expect(await applied()).toEqual([{ seq, by: 'other' }]);
    expect(await state()).toEqual({ seq, state: 'translated', reason: null });
  });
});
