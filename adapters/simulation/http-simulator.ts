import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { decideFault, wait } from './fault-decision';
import { seededRandom } from './random';
import type { Random } from './random';
import type { Fault, RunningSimulator } from './simulator';

export interface HttpAsk {
  readonly method: string;
  /** Without the query, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface HttpReply {
  readonly status: number;
  /** `application/json` where not given. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text or bytes as they are; anything else as JSON; absent: no body. */
  readonly body?: unknown;
  /** What the fault `empty` makes of it, such as a searchset without its total; absent: a 200 without a body. */
  readonly whenEmpty?: unknown;
}

export interface HttpSimulatorOptions {
  readonly host?: string;
  /** 0 for any. */
  readonly port: number;
  handle(ask: HttpAsk): HttpReply | Promise<HttpReply>;
  /** What an ask is counted as; `GET /path` where not given. */
  what?(ask: HttpAsk): string;
  /** The moment of an ask, in epoch milliseconds. */
  millis(): number;
  readonly contentType?: string;
  readonly log: (line: string) => void;
}

export type HttpSimulator = Pick<RunningSimulator, 'asks' | 'close'> & {
  readonly port: number;
  /** Resolves when it has taken effect: the port refuses, or accepts again. */
  setFault(fault: Fault | null): Promise<void>;
};

const OUTCOME = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'exception', diagnostics: 'The simulator was told to fail' }],
};

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const bytesOf = (body: unknown): string | Buffer | undefined =>
  body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);

class Running implements HttpSimulator {
  readonly #asks: { readonly what: string; readonly at: number }[] = [];
  readonly #closing = new AbortController();
  #server: Server;
  #fault: Fault | null = null;
  #random: Random = seededRandom(1);
  #change: Promise<void> = Promise.resolve();
  port = 0;

  constructor(readonly options: HttpSimulatorOptions) {
    this.#server = this.#newServer();
  }

  #newServer(): Server {
    return createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        this.options.log(
          `simulator on port ${this.port}: an ask failed (${error instanceof Error ? error.message : 'no reason given'})`,
        );
        if (response.headersSent) response.destroy();
        else this.#write(response, { status: 500, body: OUTCOME });
      });
    });
  }

  async listen(): Promise<void> {
    const server = this.#server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(
        { host: this.options.host ?? '127.0.0.1', port: this.port === 0 ? this.options.port : this.port },
        () => {
          server.off('error', reject);
          resolve();
        },
      );
    });
    const address = server.address();
    if (address !== null && typeof address === 'object') this.port = address.port;
  }

  async #stopListening(): Promise<void> {
    const server = this.#server;
    if (!server.listening) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const ask: HttpAsk = {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: await readBody(request),
    };
    this.#asks.push({ what: this.options.what?.(ask) ?? `${ask.method} ${ask.path}`, at: this.options.millis() });
    const fault = decideFault(this.#fault, this.#random);
    switch (fault?.kind) {
      case 'down':
        request.socket.destroy();
        return;
      case 'error':
        return this.#write(response, { status: 500, body: OUTCOME });
      case 'garbage':
        return this.#write(response, { status: 200, body: '<html>not the thing</html>' });
      case 'empty': {
        const { status, whenEmpty, ...reply } = await this.options.handle(ask);
        const { body: _body, ...rest } = reply;
        return this.#write(response, {
          ...rest,
          // Also in place of a 304, whose body it would not have sent: a fault is not hidden by what the asker has kept.
          status: status < 400 ? 200 : status,
          ...(whenEmpty === undefined ? {} : { body: whenEmpty }),
        });
      }
      case 'slow':
        await wait(fault.delayMs, this.#closing.signal);
        break;
      case undefined:
    }
    this.#write(response, await this.options.handle(ask));
  }

  #write(response: ServerResponse, reply: HttpReply): void {
    if (response.destroyed) return;
    const body = bytesOf(reply.body);
    const type = reply.contentType ?? this.options.contentType ?? 'application/json';
    response.writeHead(reply.status, { ...(reply.status === 204 ? {} : { 'content-type': type }), ...reply.headers });
    response.end(body);
  }

  readonly asks = (): readonly { readonly what: string; readonly at: number }[] => this.#asks;

  setFault(fault: Fault | null): Promise<void> {
    this.#fault = fault;
    this.#random = seededRandom(1);
    this.#change = this.#change
      .then(() => this.#follow())
      .catch((error: unknown) => {
        const why = error instanceof Error ? error.message : 'no reason given';
        this.options.log(`simulator on port ${this.port}: cannot listen again (${why}); it stays down`);
      });
    return this.#change;
  }

  /** Wholly down: the port refuses. Otherwise it listens, on the port it had. */
  async #follow(): Promise<void> {
    const refuses = this.#closing.signal.aborted || (this.#fault?.kind === 'down' && this.#fault.share >= 1);
    if (refuses) return this.#stopListening();
    if (this.#server.listening) return;
    this.#server = this.#newServer();
    await this.listen();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#change = this.#change.then(() => this.#stopListening());
    await this.#change;
  }
}

/** An HTTP server on a real socket with the faults every HTTP simulator has. What it says is the handler's. */
export const startHttpSimulator = async (options: HttpSimulatorOptions): Promise<HttpSimulator> => {
  const running = new Running(options);
  await running.listen();
  return running;
};
