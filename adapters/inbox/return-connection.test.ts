import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createFrameDecoder, frame } from '../wire/mllp/frames';
import { createReturnConnection } from './return-connection';

const sent = (id: string): Buffer => Buffer.from(`MSH|^~\\&|ROUTE|ROUTE|PAS|RWE|2026||ACK|${id}|P|2.4\rMSA|AA|X\r`);
const answer = (id: string): Buffer =>
  frame(Buffer.from(`MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|2026||ACK|1|P|2.4\rMSA|CA|${id}\r`));
const idIn = (bytes: Buffer): string => bytes.toString().split('|')[9] ?? '';

/** A receiver that answers when it is told to, and what it holds meanwhile. */
const receiver = async () => {
  const waiting: { readonly id: string; readonly socket: Socket }[] = [];
  let connections = 0;
  let heard = (): void => undefined;
  const server = createServer((socket) => {
    connections += 1;
    const decoder = createFrameDecoder({ maxBytes: 10_000 });
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      for (const one of decoder.push(chunk)) if (one.kind === 'message') waiting.push({ id: idIn(one.bytes), socket });
      heard();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    next: async () => {
      while (waiting.length === 0) await new Promise<void>((resolve) => (heard = resolve));
      expect(waiting).toHaveLength(1);
      const [one] = waiting.splice(0);
      if (one === undefined) throw new Error('nothing was heard');
      return one;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
};

describe('a return connection that several feeds share', () => {
  let there: Awaited<ReturnType<typeof receiver>>;
  let connection: ReturnType<typeof createReturnConnection>;
  beforeEach(async () => {
    there = await receiver();
    connection = createReturnConnection({ host: '127.0.0.1', port: there.port });
  });
  afterEach(async () => {
    await connection.close();
    await there.close();
  });

  test('sends one after another on one connection, in the order in which it was asked', async () => {
    const ids = ['A1', 'A2', 'A3', 'A4'];
    const all = Promise.all(ids.map((id) => connection.send(sent(id))));
    for (const id of ids) {
      const one = await there.next();
      expect(one.id).toBe(id);
      one.socket.write(answer(id));
    }
    expect(await all).toEqual(ids.map(() => 'taken'));
    expect(there.connections()).toBe(1);
  });

  test('does not lose what waits its turn with the one before it, which was answered wrongly', async () => {
    const all = Promise.all(['A1', 'A2'].map((id) => connection.send(sent(id))));
    const first = await there.next();
    first.socket.write(answer('A2'));
    const second = await there.next();
    expect(second.id).toBe('A2');
    second.socket.write(answer('A2'));
    expect(await all).toEqual([{ failed: 'the answer names another message in MSA-2' }, 'taken']);
    expect(there.connections()).toBe(2);
  });

  test('closes after what is being sent, and sends no more', async () => {
    const all = Promise.all(['A1', 'A2'].map((id) => connection.send(sent(id))));
    const first = await there.next();
    const closed = connection.close();
    first.socket.write(answer('A1'));
    expect(await all).toEqual(['taken', { failed: 'CLOSED' }]);
    await closed;
  });
});
