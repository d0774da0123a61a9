import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { connectMllp } from './client';
import { createFrameDecoder, frame } from './frames';
import type { MllpListener, MllpListenerOptions } from './listener';
import { startMllpListener } from './listener';
import { NO_REPLY } from './reply';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

const echo: MllpListenerOptions['onMessage'] = (bytes) => Promise.resolve(Buffer.from(`ACK ${bytes.toString()}`));
const listen = async (options: Partial<MllpListenerOptions> = {}): Promise<MllpListener> => {
  const defaults = { host: '127.0.0.1', port: 0, maxBytes: 100, idleMs: 20_000, maxConnections: 10, onMessage: echo };
  const listener = await startMllpListener({ ...defaults, ...options });
  closers.push(() => listener.close());
  return listener;
};
const client = async (port: number, timeoutMs = 10_000): ReturnType<typeof connectMllp> => {
  const opened = await connectMllp({ host: '127.0.0.1', port, timeoutMs });
  closers.push(() => opened.close());
  return opened;
};
/** Writes raw bytes, closes its own side when told, and gives every reply until the other side closes. */
const speak = async (port: number, bytes: Buffer, end: boolean): Promise<string[]> => {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const decoder = createFrameDecoder({ maxBytes: 1000 });
  const replies: string[] = [];
  socket.on('data', (chunk: Buffer) => {
    for (const one of decoder.push(chunk)) if (one.kind === 'message') replies.push(one.bytes.toString());
  });
  if (end) socket.end(bytes);
  else socket.write(bytes);
  await once(socket, 'end');
  socket.destroy();
  return replies;
};
const framed = (...texts: readonly string[]): Buffer => Buffer.concat(texts.map((text) => frame(Buffer.from(text))));
const gate = (): { readonly open: () => void; readonly passed: Promise<void> } => {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
};

describe('the listener', () => {
  test('answers several messages of one write in order, each after the one before, though its sender has closed its side', async () => {
    const seen: string[] = [];
    const { port } = await listen({
      onMessage: async (bytes) => {
        seen.push(`start ${bytes.toString()}`);
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(`end ${bytes.toString()}`);
        return bytes;
      },
    });
    expect(await speak(port, framed('1', '2', '3'), true)).toEqual(['1', '2', '3']);
    expect(seen).toEqual(['start 1', 'end 1', 'start 2', 'end 2', 'start 3', 'end 3']);
  });

  test('null closes the connection, and what came behind is left for the sender to send again', async () => {
    const seen: string[] = [];
    const { port } = await listen({
      onMessage: (bytes) => {
        seen.push(bytes.toString());
        return Promise.resolve(bytes.toString() === '2' ? null : bytes);
      },
    });
    expect(await speak(port, framed('1', '2', '3'), false)).toEqual(['1']);
    expect(seen).toEqual(['1', '2']);
  });

  test('a handler that fails closes its connection and no other, and is told', async () => {
    const faults: unknown[] = [];
    const { port } = await listen({
      onMessage: (bytes) =>
        bytes.toString() === 'bad'
          ? Promise.reject(new Error('disk full'))
          : echo(bytes, { address: '', port: 0, connectionId: '' }),
      onFault: (error) => faults.push(error),
    });
    const other = await client(port);
    expect(await speak(port, framed('bad'), false)).toEqual([]);
    expect((await other.send(Buffer.from('x'))).toString()).toBe('ACK x');
    expect(faults).toEqual([new Error('disk full')]);
  });

  test('broken blocks are told and answered, noise is noted, and the connection goes on', async () => {
    const broken: string[] = [];
    const notes: string[] = [];
    const { port } = await listen({
      onBroken: (bytes, reason) => {
        broken.push(`${bytes.length} ${reason}`);
        return Promise.resolve(Buffer.from('NAK'));
      },
      onNote: (note) => notes.push(note),
    });
    const stream = Buffer.concat([
      Buffer.from('GET /'),
      Buffer.from('\x0bhalf'),
      framed('MSH|1', 'x'.repeat(200), '2'),
      Buffer.from('\x0bcut'),
    ]);
    expect(await speak(port, stream, true)).toEqual(['NAK', 'ACK MSH|1', 'NAK', 'ACK 2', 'NAK']);
    expect(broken).toEqual([
      '4 a new block started before the end block',
      '100 the block is larger than this listener takes',
      '3 the connection ended before the end block',
    ]);
    expect(notes).toEqual(['5 bytes outside any block were skipped']);
  });

  test('while a message is handled its connection is not read, and other connections are', async () => {
    const { open, passed } = gate();
    let held = 0;
    const listener = await listen({
      maxBytes: 100_000,
      onMessage: async (bytes) => {
        if (bytes.length > 10) {
          held += 1;
          await passed;
        }
        return Buffer.from('ok');
      },
    });
    const fast: Socket = connect({ port: listener.port, host: '127.0.0.1' });
    closers.push(() => new Promise((resolve) => fast.destroy().once('close', resolve)));
    const one = framed('x'.repeat(60_000));
    for (let sent = 0; sent < 500; sent += 1) fast.write(one);
    const other = await client(listener.port);
    for (let sent = 0; sent < 20; sent += 1) await other.send(Buffer.from('hi'));
    // 30 MB were offered; what the kernel would not take is still on the sender's side.
    expect(held).toBe(1);
    expect(fast.writableLength).toBeGreaterThan(10_000_000);
    open();
  });

  test('closing answers what is being handled, then leaves nothing open', async () => {
    const started = gate();
    const release = gate();
    const listener = await listen({
      onMessage: async (bytes) => {
        started.open();
        await release.passed;
        return bytes;
      },
    });
    const sender = await client(listener.port);
    const idle = await client(listener.port);
    const reply = sender.send(Buffer.from('last'));
    await started.passed;
    const closing = Promise.all([listener.close(), listener.close()]);
    release.open();
    expect((await reply).toString()).toBe('last');
    await closing;
    expect(listener.connections()).toBe(0);
    await expect(idle.send(Buffer.from('x'))).rejects.toMatchObject({ name: 'MllpError' });
    await expect(connectMllp({ host: '127.0.0.1', port: listener.port, timeoutMs: 10_000 })).rejects.toMatchObject({
      code: 'CONNECT_FAILED',
    });
  });

  test('closing waits only so long for a peer that takes no answer, tells who it was, and still has what arrived handled', async () => {
    const handled: string[] = [];
    const notes: string[] = [];
    const started = gate();
    const listener = await listen({
      closeMs: 50,
      idleMs: 600_000,
      onMessage: (bytes) => {
        handled.push(bytes.toString());
        started.open();
        // More than both kernels take between them.
        return Promise.resolve(Buffer.alloc(30_000_000, 'x'));
      },
      onNote: (note, { address }) => notes.push(`${address}: ${note}`),
    });
    const deaf = connect({ port: listener.port, host: '127.0.0.1' }).pause();
    closers.push(() => new Promise((resolve) => deaf.destroy().once('close', resolve)));
    deaf.on('error', () => undefined);
    deaf.write(framed('1', '2'));
    await started.passed;
    await listener.close();
    expect(handled).toEqual(['1', '2']);
    expect(notes).toEqual([
      '127.0.0.1: took no answer for 0.05 s and was cut off; it sends again what it has no answer to',
    ]);
    expect(listener.connections()).toBe(0);
  });

  test('an idle connection is closed, a busy one is not, and one connection too many is refused', async () => {
    const notes: string[] = [];
    const { port } = await listen({
      idleMs: 50,
      maxConnections: 1,
      onMessage: async (bytes) => {
        await new Promise((resolve) => setTimeout(resolve, 200));
        return bytes;
      },
      onNote: (note) => notes.push(note),
    });
    const busy = speak(port, framed('slow'), false);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await speak(port, framed('too many'), false).catch(() => [])).toEqual([]);
    expect(await busy).toEqual(['slow']);
    expect(notes).toEqual(['a connection was refused: as many as this listener takes are open']);
  });

  test('half a message and then silence is told with its reason, and the connection is closed', async () => {
    const broken: string[] = [];
    const { port } = await listen({
      idleMs: 50,
      onBroken: (bytes, reason) => {
        broken.push(`${bytes.toString()}: ${reason}`);
        return Promise.resolve(null);
      },
    });
    expect(await speak(port, Buffer.from('\x0bMSH|half'), false)).toEqual([]);
    expect(broken).toEqual(['MSH|half: nothing more came within the idle limit, and the end block was still missing']);
  });

  test('a message that is owed no answer gets none, and the next one its own', async () => {
    const { port } = await listen({
      onMessage: (bytes) => Promise.resolve(bytes.toString() === 'quiet' ? NO_REPLY : bytes),
    });
    expect(await speak(port, framed('quiet', '2', 'quiet', '4'), true)).toEqual(['2', '4']);
  });

  test('a message of our own goes out on an open connection, and not on one that is gone', async () => {
    const listener = await listen();
    const socket = connect({ port: listener.port, host: '127.0.0.1' });
    socket.write(framed('1'));
    await once(socket, 'data');
    const [peer] = listener.peers();
    const own = once(socket, 'data');
    expect(await listener.send(peer?.connectionId ?? '', Buffer.from('own'))).toBe(true);
    expect(await own).toEqual([framed('own')]);
    socket.destroy();
    while (listener.connections() > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await listener.send(peer?.connectionId ?? '', Buffer.from('own'))).toBe(false);
  });

  test('a port that is taken is an error, not a silence', async () => {
    const { port } = await listen();
    await expect(listen({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('the client', () => {
  /** A peer that answers as it is told. */
  const peer = async (onData: (socket: Socket, chunk: Buffer) => void): Promise<number> => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', (chunk: Buffer) => onData(socket, chunk));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closers.push(() => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    });
    return (server.address() as AddressInfo).port;
  };

  test('replies are matched by order, one message out at a time', async () => {
    const { port } = await listen();
    const sender = await client(port);
    const replies = await Promise.all(['1', '2', '3'].map((text) => sender.send(Buffer.from(text))));
    expect(replies.map(String)).toEqual(['ACK 1', 'ACK 2', 'ACK 3']);
  });

  test('a reply in pieces is one reply', async () => {
    const port = await peer((socket) => {
      const reply = framed('whole');
      socket.write(reply.subarray(0, 3));
      setImmediate(() => socket.write(reply.subarray(3)));
    });
    expect((await (await client(port)).send(Buffer.from('x'))).toString()).toBe('whole');
  });

  test.each<[string, (socket: Socket) => void, string]>([
    ['silence', () => undefined, 'TIMEOUT'],
    ['a close in place of a reply', (socket) => socket.end(), 'CLOSED'],
    ['a reset', (socket) => socket.resetAndDestroy(), 'CLOSED'],
    ['a broken reply', (socket) => socket.write('\x0bhalf\x0bMSH|'), 'BROKEN_REPLY'],
    ['words that are no block', (socket) => socket.write('HTTP/1.1 400'), 'TIMEOUT'],
  ])('%s is an error that says the message may have arrived, and ends the connection', async (_what, act, code) => {
    const port = await peer(act);
    const sender = await client(port, 150);
    const first = sender.send(Buffer.from('secret'));
    const second = sender.send(Buffer.from('next'));
    second.catch(() => undefined);
    await expect(first).rejects.toMatchObject({
      code,
      mayHaveArrived: true,
      message: expect.stringContaining(`127.0.0.1:${port}`) as string,
    });
    await expect(first).rejects.not.toThrow(/secret/);
    await expect(second).rejects.toMatchObject({ code: 'CLOSED', mayHaveArrived: false });
  });

  test('a message that holds block characters is refused, and the next one goes', async () => {
    const { port } = await listen();
    const sender = await client(port);
    await expect(sender.send(Buffer.from('a\x0bb'))).rejects.toMatchObject({
      code: 'UNSENDABLE',
      mayHaveArrived: false,
    });
    expect((await sender.send(Buffer.from('x'))).toString()).toBe('ACK x');
  });
});
