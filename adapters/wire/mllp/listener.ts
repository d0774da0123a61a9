import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { serveConnection } from './connection';

export interface Peer {
  readonly address: string;
  readonly port: number;
  /** Unique among this listener's connections. */
  readonly connectionId: string;
}

export interface MllpListenerOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Of one message. */
  readonly maxBytes: number;
  /** A connection on which nothing arrives for this long is closed, unless a message is being answered. */
  readonly idleMs: number;
  /** Further ones are refused. */
  readonly maxConnections: number;
  /**
   * A whole message. What it returns is framed and sent on the same connection; null sends nothing and closes the
   * connection, so that the sender keeps its message and comes back. A rejection is told to `onFault` and counts as null.
   */
  readonly onMessage: (bytes: Buffer, peer: Peer) => Promise<Buffer | null>;
  /** A block that never ended whole. Its answer is sent where the connection still stands; null closes. Without it: closes. */
  readonly onBroken?: (bytes: Buffer, reason: string, peer: Peer) => Promise<Buffer | null>;
  /** What was tolerated: `3 bytes outside any block were skipped`. */
  readonly onNote?: (note: string, peer: Peer) => void;
  /** What a handler threw. */
  readonly onFault?: (error: unknown, peer: Peer) => void;
}

export interface MllpListener {
  readonly port: number;
  connections(): number;
  /** Takes no more, answers what has arrived whole, then closes. Twice is once. */
  close(): Promise<void>;
}

/**
 * Listens for HL7v2 over MLLP. Messages of one connection are handled one after another, in order; connections do not
 * wait for each other. While a message is being handled no more is read from its connection, so a fast sender is held
 * back by TCP and not by memory. Rejects when the address cannot be had.
 */
export const startMllpListener = async (options: MllpListenerOptions): Promise<MllpListener> => {
  const open = new Set<ReturnType<typeof serveConnection>>();
  let count = 0;
  // A sender may close its side right after its last message and still be owed the answer.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    count += 1;
    const peer: Peer = {
      address: socket.remoteAddress ?? '',
      port: socket.remotePort ?? 0,
      connectionId: String(count),
    };
    const connection = serveConnection(socket, peer, options);
    open.add(connection);
    void connection.closed.then(() => open.delete(connection));
  });
  server.maxConnections = options.maxConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  // An error of the server after it listens (out of descriptors) refuses one connection, and must not end the process.
  server.on('error', (error) => options.onFault?.(error, { address: '', port: 0, connectionId: '' }));
  server.on('drop', (dropped) =>
    options.onNote?.('a connection was refused: as many as this listener takes are open', {
      address: dropped?.remoteAddress ?? '',
      port: dropped?.remotePort ?? 0,
      connectionId: '',
    }),
  );
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await Promise.all([...open].map((connection) => connection.finish()));
    await closed;
  };
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => open.size,
    close: () => (closing ??= close()),
  };
};
