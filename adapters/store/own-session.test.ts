import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { insistOnOwnSession, NoOwnSession } from './own-session';
import { openStore } from './store';

/** Types of what a server says: its process id with the key that cancels, and a notice (PostgreSQL, message formats). */
const [BACKEND_KEY_DATA, NOTIFICATION] = ['K', 'A'];
/** One byte of type, then the length, which counts itself. */
const HEADER = 5;

/** Gives each whole message to `pass`, however the bytes were cut. */
const wholeMessages = (pass: (type: string, message: Buffer) => void) => {
  let rest = Buffer.alloc(0);
  return (bytes: Buffer): void => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= HEADER) {
      const length = 1 + rest.readUInt32BE(1);
      if (rest.length < length) return;
      pass(String.fromCharCode(rest.readUInt8(0)), rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  };
};

type Pooling = 'none' | 'session' | 'transaction';

/**
 * A pooler before the database, as one is seen by its client: it gives a process id of its own, and where it lends a session
 * out from one transaction to the next, notices come to nobody. `none`: a door that changes nothing.
 */
const poolerTo = async (database: string, pooling: Pooling) => {
  const target = new URL(database);
  const open = new Set<Socket>();
  let came = 0;
  const server = createServer((client) => {
    came += 1;
    const behind = connect({ host: target.hostname, port: Number(target.port) });
    for (const socket of [client, behind]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        open.delete(socket);
        client.destroy();
        behind.destroy();
      });
    }
    client.on('data', (bytes) => behind.write(bytes));
    behind.on(
      'data',
      wholeMessages((type, message) => {
        if (type === NOTIFICATION && pooling === 'transaction') return;
        if (type === BACKEND_KEY_DATA && pooling !== 'none')
          message.writeUInt32BE(message.readUInt32BE(HEADER) ^ 1, HEADER);
        client.write(message);
      }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(database);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    came: () => came,
    /** Resolves once everybody who came has gone again. */
    left: async () => {
      while (open.size > 0) await Promise.all([...open].map((socket) => once(socket, 'close')));
    },
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
};

let fresh: FreshDatabase;
let opened: (() => void)[];
beforeEach(async () => {
  fresh = await freshDatabase();
  opened = [];
});
afterEach(async () => {
  for (const close of opened) close();
  await fresh.drop();
});

const pooler = async (pooling: Pooling) => {
  const started = await poolerTo(fresh.url, pooling);
  opened.push(started.close);
  return started;
};

test.each([
  ['the database itself is asked on one connection', 'none', 1],
  ['a pooler that leaves sessions whole is asked on a second one, too', 'session', 2],
] as const)('%s, and passes', async (_, pooling, connections) => {
  const between = await pooler(pooling);
  await insistOnOwnSession(between.url);
  await between.left();
  expect(between.came()).toBe(connections);
});

test('a pooler that lends sessions out is refused, with what to set, and nothing stays connected to it', async () => {
  const between = await pooler('transaction');
  await expect(insistOnOwnSession(between.url)).rejects.toThrow(/pool_mode = session/);
  await between.left();
});

test('through it no store is opened: neither are its tables touched nor does anything stay connected', async () => {
  const steps = 'select name from migration order by name';
  await fresh.store.pool.query('delete from migration where name = (select max(name) from migration)');
  const before = (await fresh.store.pool.query(steps)).rows;
  const between = await pooler('transaction');
  await expect(openStore({ kind: 'served', databaseUrl: between.url })).rejects.toThrow(NoOwnSession);
  await between.left();
  expect((await fresh.store.pool.query(steps)).rows).toEqual(before);
});

test('through a pooler that leaves sessions whole, an opened store hears what is told', async () => {
  const between = await pooler('session');
  const store = await openStore({ kind: 'served', databaseUrl: between.url });
  const heard = new Promise(
    (resolve) => void store.listen('a_test', resolve).then(() => fresh.store.pool.query(`notify a_test, 'this'`)),
  );
  expect(await heard).toEqual({ kind: 'notified', payload: 'this' });
  await store.close();
});
