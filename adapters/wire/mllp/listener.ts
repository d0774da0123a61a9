import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Server as TlsServer } from 'node:tls';
import { serveConnection } from './connection';
import type { ListenerTls } from './listener-security';
import { allowedPeers } from './listener-security';
import type { RefusalCounts } from './refusals';
import { createRefusals } from './refusals';
import type { Reply } from './reply';

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
  /** A connection on which nothing arrives for this long is closed, and one whose peer takes no answer for as long is cut off. */
  readonly idleMs: number;
  /** How long a peer has to take an answer when the listener closes; 5 s where not given, and never longer than `idleMs`. */
  readonly closeMs?: number;
  /** Further ones are refused. */
  readonly maxConnections: number;
  /** Plain where not given; asked for each connection what is shown to it. Never throws. */
  readonly tls?: () => ListenerTls;
  /** Addresses and networks (CIDR) that may connect; anybody where not given. */
  readonly peers?: readonly string[];
  /**
   * A whole message. What it returns is framed and sent on the same connection; null sends nothing and closes the
   * connection, so that the sender keeps its message and comes back. A rejection is told to `onFault` and counts as null.
   */
  readonly onMessage: (bytes: Buffer, peer: Peer) => Promise<Reply>;
  /** A block that never ended whole. Its answer is sent where the connection still stands; null closes. Without it: closes. */
  readonly onBroken?: (bytes: Buffer, reason: string, peer: Peer) => Promise<Reply>;
  /** What was tolerated, or who was refused or cut off: `3 bytes outside any block were skipped`. */
  readonly onNote?: (note: string, peer: Peer) => void;
  /** What a handler threw. */
  readonly onFault?: (error: unknown, peer: Peer) => void;
}

export interface MllpListener {
  readonly port: number;
  connections(): number;
  /** Those that are open, the latest last. */
  peers(): readonly Peer[];
  /** A message of our own on one of the open connections. True once the kernel has it; false where the connection is gone. */
  send(connectionId: string, bytes: Buffer): Promise<boolean>;
  /** Connections that were not taken, since the start. */
  readonly refused: RefusalCounts;
  /** Takes no more, answers what has arrived whole, then closes; a peer that takes no answer is cut off. Twice is once. */
  close(): Promise<void>;
}

const HANDSHAKE_MS = 10_000;

/** TLS 1.2 is the least (NCSC, Using TLS to protect data). */
const contextOf = ({ key, certificate, clientAuthority }: ListenerTls) =>
  ({ key, cert: certificate, ...(clientAuthority && { ca: clientAuthority }), minVersion: 'TLSv1.2' }) as const;

/** Takes connections up, each with the certificate that there is now. */
const tlsServerOf = (current: () => ListenerTls): { readonly server: TlsServer; greet(socket: Socket): void } => {
  let used = current();
  const server = createTlsServer({
    ...contextOf(used),
    ...(used.clientAuthority && { requestCert: true, rejectUnauthorized: true }),
    handshakeTimeout: HANDSHAKE_MS,
    allowHalfOpen: true,
  });
  return {
    server,
    greet: (socket) => {
      const files = current();
      if (files !== used) server.setSecureContext(contextOf(files));
      used = files;
      server.emit('connection', socket);
    },
  };
};

const peerOf = (socket: Socket, connectionId = ''): Peer => ({
  address: socket.remoteAddress ?? '',
  port: socket.remotePort ?? 0,
  connectionId,
});

const placeOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;

/**
 * Listens for HL7v2 over MLLP, plain or in TLS. Messages of one connection are handled one after another, in order;
 * connections do not wait for each other. While a message is being handled no more is read from its connection, so a
 * fast sender is held back by TCP and not by memory. Rejects when the address cannot be had.
 */
export const startMllpListener = async (options: MllpListenerOptions): Promise<MllpListener> => {
  const open = new Map<string, ReturnType<typeof serveConnection>>();
  /** Connections whose TLS is not agreed yet, by address and port, and why it failed. */
  const greeting = new Map<string, { readonly socket: Socket; code?: string }>();
  const allows = allowedPeers(options.peers);
  const refusals = createRefusals((note, address) => options.onNote?.(note, { address, port: 0, connectionId: '' }));
  let count = 0;
  const serve = (socket: Socket): void => {
    count += 1;
    const id = String(count);
    const connection = serveConnection(socket, peerOf(socket, id), options);
    open.set(id, connection);
    void connection.closed.then(() => open.delete(id));
  };
  const secure = options.tls === undefined ? null : tlsServerOf(options.tls);
  secure?.server.on('secureConnection', (socket) => {
    greeting.delete(placeOf(socket));
    serve(socket);
  });
  secure?.server.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
    const failed = greeting.get(placeOf(socket));
    if (failed !== undefined && error.code !== undefined) failed.code = error.code;
    socket.destroy();
  });
  const greet = (socket: Socket, address: string): void => {
    const place = placeOf(socket);
    greeting.set(place, { socket });
    // Told here and not where TLS failed: by then the socket has often forgotten whose it was.
    socket.once('close', () => {
      const failed = greeting.get(place);
      if (failed?.socket !== socket) return;
      greeting.delete(place);
      refusals.add('tls', address, failed.code);
    });
    secure?.greet(socket);
  };
  // A sender may close its side right after its last message and still be owed the answer.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const { address } = peerOf(socket);
    if (!allows(address)) {
      refusals.add('notAllowed', address);
      socket.on('error', () => undefined);
      socket.destroy();
    } else if (secure === null) {
      serve(socket);
    } else {
      greet(socket, address);
    }
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
  server.on('drop', (dropped) => refusals.add('full', dropped?.remoteAddress ?? ''));
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await Promise.all([...open.values()].map((connection) => connection.finish()));
    for (const { socket } of greeting.values()) socket.destroy();
    await closed;
  };
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => open.size,
    peers: () => [...open.values()].map(({ peer }) => peer),
    send: (connectionId, bytes) => open.get(connectionId)?.send(bytes) ?? Promise.resolve(false),
    refused: refusals.counts,
    close: () => (closing ??= close()),
  };
};
