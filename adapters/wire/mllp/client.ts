import { connect, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { createFrameDecoder, frame } from './frames';
import type { FrameDecoder } from './frames';

export interface MllpClientOptions {
  readonly host: string;
  readonly port: number;
  /** For connecting, and then for each reply. */
  readonly timeoutMs: number;
  /** Of one reply; 16 MiB where not given. */
  readonly maxBytes?: number;
  /** Plain where not given. */
  readonly tls?: () => ClientTls;
}

/** As PEM: whose certificates the server is believed by (the system's authorities where not given), and our own for mutual TLS. */
export interface ClientTls {
  readonly authority?: Buffer;
  readonly key?: Buffer;
  readonly certificate?: Buffer;
}

export interface MllpClient {
  /**
   * Sends one message and gives the reply's bytes. Called again before the reply, it waits its turn: replies are matched
   * by order. Rejects with {@link MllpError}; after any but `UNSENDABLE` the connection is closed, and a new one is the
   * caller's to open.
   */
  send(bytes: Buffer): Promise<Buffer>;
  /** A message still without its reply is rejected. Twice is once. */
  close(): Promise<void>;
}

export type MllpErrorCode = 'CONNECT_FAILED' | 'TIMEOUT' | 'CLOSED' | 'BROKEN_REPLY' | 'UNSENDABLE';

export class MllpError extends Error {
  constructor(
    readonly code: MllpErrorCode,
    message: string,
    /** True when the bytes left and no reply says what became of them: sending again may repeat them. */
    readonly mayHaveArrived: boolean,
  ) {
    super(message);
    this.name = 'MllpError';
  }
}

interface Pending {
  readonly resolve: (reply: Buffer) => void;
  readonly reject: (error: MllpError) => void;
  readonly timer: NodeJS.Timeout;
}

class Client implements MllpClient {
  readonly #peer: string;
  readonly #decoder: FrameDecoder;
  #pending: Pending | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #gone: string | null = null;
  readonly #closed: Promise<void>;

  constructor(
    readonly socket: Socket,
    readonly options: MllpClientOptions,
  ) {
    this.#peer = `${options.host}:${options.port}`;
    this.#decoder = createFrameDecoder({ maxBytes: options.maxBytes ?? 16 * 1024 * 1024 });
    this.#closed = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', () => undefined);
    socket.once('close', () => this.#fail('CLOSED', 'closed the connection'));
  }

  send(bytes: Buffer): Promise<Buffer> {
    const reply = this.#turn.then(() => this.#exchange(bytes));
    this.#turn = reply.catch(() => undefined);
    return reply;
  }

  async close(): Promise<void> {
    this.#fail('CLOSED', 'was left by this side');
    await this.#closed;
  }

  #exchange(bytes: Buffer): Promise<Buffer> {
    if (this.#gone !== null) {
      return Promise.reject(new MllpError('CLOSED', `${this.#peer} ${this.#gone}; this message was not sent`, false));
    }
    let framed: Buffer;
    try {
      framed = frame(bytes);
    } catch {
      const reason = `the message holds MLLP block characters; it was not sent to ${this.#peer}`;
      return Promise.reject(new MllpError('UNSENDABLE', reason, false));
    }
    return new Promise((resolve, reject) => {
      const { timeoutMs } = this.options;
      const timer = setTimeout(() => this.#fail('TIMEOUT', `gave no reply within ${timeoutMs} ms`), timeoutMs);
      this.#pending = { resolve, reject, timer };
      this.socket.write(framed);
    });
  }

  #receive(chunk: Buffer): void {
    for (const one of this.#decoder.push(chunk)) {
      if (one.kind === 'noise') continue;
      const pending = this.#pending;
      if (one.kind === 'broken') {
        this.#fail('BROKEN_REPLY', `sent a reply that cannot be read (${one.reason})`);
      } else if (pending === null) {
        // It would be taken for the next message's reply.
        this.#fail('BROKEN_REPLY', 'sent a reply to nothing');
      } else {
        this.#pending = null;
        clearTimeout(pending.timer);
        pending.resolve(one.bytes);
      }
    }
  }

  /** The first reason stands; whoever waits is told, and the connection goes: a late reply would be matched wrongly. */
  #fail(code: MllpErrorCode, what: string): void {
    this.#gone ??= what;
    const pending = this.#pending;
    this.#pending = null;
    if (pending !== null) {
      clearTimeout(pending.timer);
      const message = `${this.#peer} ${what}; the message may have arrived, and the connection is closed`;
      pending.reject(new MllpError(code, message, true));
    }
    this.socket.destroy();
  }
}

/** Opens one connection. Rejects with `CONNECT_FAILED`. */
export const connectMllp = (options: MllpClientOptions): Promise<MllpClient> =>
  new Promise((resolve, reject) => {
    const { host, port } = options;
    const tls = options.tls?.();
    const socket =
      tls === undefined
        ? connect({ host, port, noDelay: true })
        : connectTls({
            ...{ host, port, minVersion: 'TLSv1.2' },
            // One address may serve several names, and an address is no name (RFC 6066 section 3).
            ...(isIP(host) === 0 && { servername: host }),
            ...(tls.authority && { ca: tls.authority }),
            ...(tls.key && { key: tls.key }),
            ...(tls.certificate && { cert: tls.certificate }),
          });
    const fail = (what: string): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(new MllpError('CONNECT_FAILED', `${options.host}:${options.port} ${what}; nothing was sent`, false));
    };
    const timer = setTimeout(
      () => fail(`did not accept a connection within ${options.timeoutMs} ms`),
      options.timeoutMs,
    );
    const refused = (error: NodeJS.ErrnoException): void =>
      fail(`cannot be reached (${error.code ?? 'no reason given'})`);
    socket.once('error', refused);
    socket.once(tls === undefined ? 'connect' : 'secureConnect', () => {
      clearTimeout(timer);
      socket.off('error', refused);
      resolve(new Client(socket, options));
    });
  });
