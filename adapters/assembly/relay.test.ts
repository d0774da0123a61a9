import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { startRelay, type Relay } from './relay';

describe('the relay before a simulator', () => {
  const target = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
  let relay: Relay;
  beforeEach(async () => {
    await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
    const { port } = target.address() as AddressInfo;
    relay = await startRelay({ host: '127.0.0.1', port: 0 }, { host: '127.0.0.1', port });
  });
  afterEach(async () => {
    await relay.close();
    if (target.listening) await new Promise<void>((resolve) => target.close(() => resolve()));
  });

  const open = (): Socket => connect(relay.port, '127.0.0.1');
  const closed = (socket: Socket): Promise<void> =>
    new Promise((resolve) => socket.on('error', () => undefined).once('close', () => resolve()));

  it('passes every byte on, both ways, to the end', async () => {
    const sent = Buffer.alloc(300_000, 'MSH|^~\\&|');
    const socket = open();
    const heard: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => heard.push(chunk));
    socket.end(sent);
    await closed(socket);
    expect(Buffer.concat(heard).equals(sent)).toBe(true);
  });

  it('cuts the connection when nobody is behind it, and when it is closed itself', async () => {
    const held = open();
    held.write('x');
    await new Promise((resolve) => held.once('data', resolve));
    const cut = closed(held);
    await relay.close();
    await cut;
    const { port } = target.address() as AddressInfo;
    await new Promise<void>((resolve) => target.close(() => resolve()));
    relay = await startRelay({ host: '127.0.0.1', port: 0 }, { host: '127.0.0.1', port });
    await closed(open());
  });
});
