import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { startProduction, type Production } from './production';

/** Bodies that are too much, or never come. */
let product: Production;
beforeAll(async () => {
  product = await startProduction({ receiveMs: 400 });
});
afterAll(() => product.close());

const headers = async (): Promise<Record<string, string>> => ({
  ...{ 'content-type': 'application/json', authorization: `Bearer ${await product.token()}` },
});
const TEN_MB = 10 * 1024 * 1024;

const open = async (): Promise<Socket> => {
  const { hostname, port } = new URL(product.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  // Being cut off in the middle of a write is what is tried here.
  socket.on('error', () => undefined);
  return socket;
};

/** What the server said until it closed the connection. */
const said = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.once('close', () => resolve(text));
  });

test('ten megabytes are refused by their length alone', async () => {
  const socket = await open();
  const lines = Object.entries(await headers()).map(([name, value]) => `${name}: ${value}\r\n`);
  const answered = said(socket);
  socket.write(`POST /graphql HTTP/1.1\r\nhost: x\r\n${lines.join('')}content-length: ${TEN_MB}\r\n\r\n{`);
  expect(await answered).toMatch(/^HTTP\/1\.1 (413|408)/);
});

test('ten megabytes in pieces, whose length nobody said, are cut off', async () => {
  const piece = Buffer.alloc(64 * 1024, ' ');
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += piece.length;
      if (sent > TEN_MB) controller.close();
      else controller.enqueue(piece);
    },
  });
  const status = await fetch(`${product.url}/graphql`, {
    ...{ method: 'POST', headers: await headers(), body },
    ...({ duplex: 'half' } as object),
  }).then(
    (response) => response.status,
    () => 'cut off',
  );
  expect([413, 'cut off']).toContain(status);
  expect(sent).toBeLessThan(TEN_MB);
});

test.each<[string, string | Buffer, Record<string, string>, number]>([
  ['a packed body, which could unpack to anything', gzipSync(' '.repeat(TEN_MB)), { 'content-encoding': 'gzip' }, 400],
  [
    'nesting a hundred thousand deep',
    `{"query":"{viewer{name}}","variables":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
    {},
    400,
  ],
  ['a prototype in place of variables', '{"query":"{viewer{name}}","__proto__":{"admin":true}}', {}, 400],
  ['a constructor in place of variables', '{"query":"{viewer{name}}","constructor":{"prototype":{"a":1}}}', {}, 400],
  ['another type', 'query={viewer{name}}', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ['parts of a form', '--b', { 'content-type': 'multipart/form-data; boundary=b' }, 415],
])('%s is refused', async (_what, body, more, expected) => {
  const response = await fetch(`${product.url}/graphql`, {
    method: 'POST',
    headers: { ...(await headers()), ...more },
    body,
  });
  const text = await response.text();
  expect([response.status, text.includes('"data"')]).toEqual([expected, false]);
});

test.each<[string, (socket: Socket, head: string) => () => void]>([
  [
    'a body that trickles',
    (socket, head) => {
      socket.write(`${head}content-length: 1000\r\n\r\n`);
      return () => socket.write(' ');
    },
  ],
  [
    'headers that trickle',
    (socket, head) => {
      socket.write(head);
      return () => socket.write('x-a: b\r\n');
    },
  ],
  [
    'chunks that trickle',
    (socket, head) => {
      socket.write(`${head}transfer-encoding: chunked\r\n\r\n`);
      return () => socket.write('1\r\n \r\n');
    },
  ],
])('%s is cut at its time, however often another byte comes', async (_what, start) => {
  const socket = await open();
  const lines = Object.entries(await headers()).map(([name, value]) => `${name}: ${value}\r\n`);
  const answered = said(socket);
  const trickle = start(socket, `POST /graphql HTTP/1.1\r\nhost: x\r\n${lines.join('')}`);
  const timer = setInterval(trickle, 50);
  expect(await answered).toMatch(/^HTTP\/1\.1 408/);
  clearInterval(timer);
});

test('a hundred senders who trickle do not keep anybody else waiting', async () => {
  const slow = await Promise.all(Array.from({ length: 100 }, open));
  const closed = slow.map(said);
  for (const socket of slow) socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n{');
  expect(await product.ask('{ viewer { name } }')).toMatchObject({ status: 200, codes: [] });
  for (const text of await Promise.all(closed)) expect(text).toMatch(/^HTTP\/1\.1 (401|408)/);
});
