import { buildConnector, Pool } from 'undici';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { HttpFault } from './fault';

export type HeaderFields = Readonly<Record<string, string>>;

/** PEM. `authority`: whose certificates the system is believed by, the usual ones without it; `key` and `certificate`: our own. */
export interface HttpClientTls {
  readonly authority?: Buffer;
  readonly key?: Buffer;
  readonly certificate?: Buffer;
}

export interface HttpClientOptions {
  /** `http://127.0.0.1:4901/fhir/R4`: paths are joined to it. */
  readonly baseUrl: string;
  /** Sockets kept to this system; 16. */
  readonly connections?: number;
  /** Milliseconds to the response's headers, a backstop behind the asker's signal; 30,000. */
  readonly headersTimeoutMs?: number;
  /** Milliseconds between two pieces of the body; 30,000. */
  readonly bodyTimeoutMs?: number;
  /** Milliseconds to open a connection; 5,000. */
  readonly connectTimeoutMs?: number;
  /** Mutual TLS, where the system asks for our certificate (the Spine does: GP Connect's TLS-MA). Asked for each connection. */
  readonly tls?: () => HttpClientTls;
  /** Bytes taken of one body, packed or unpacked; 16 MiB. */
  readonly maxBodyBytes?: number;
  /** Sent with every request, made anew each time (tokens expire). */
  readonly headers?: () => HeaderFields | Promise<HeaderFields>;
  /** How a body is parsed; `JSON.parse`. FHIR takes `parseFhirJson`, which keeps decimals as written. */
  readonly parse?: (text: string) => unknown;
}

export interface HttpRequest {
  readonly method?: 'GET' | 'POST';
  /** Joined to `baseUrl`; an absolute URL (a paging link) must lie under it, and is refused when it does not. */
  readonly path: string;
  /** An array repeats its key: `start=ge2026-11-20&start=le2026-12-20`. */
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly headers?: HeaderFields;
  /** Sent as JSON unless it is a string. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export interface HttpResponse<Body> {
  readonly status: number;
  /** Names in lower case; repeated fields joined by `, `. */
  readonly headers: HeaderFields;
  /** Bytes of the body, unpacked. */
  readonly size: number;
  readonly body: Body;
}

export interface HttpClient {
  /** Body: parsed JSON; `undefined` when empty, or when a failing status carries something else. Throws {@link HttpFault}. */
  json(request: HttpRequest): Promise<HttpResponse<unknown>>;
  /** The bytes as sent (unpacked): images, attachments. Throws {@link HttpFault}. */
  bytes(request: HttpRequest): Promise<HttpResponse<Buffer>>;
  close(): Promise<void>;
}

const unzip = promisify(gunzip) as (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;
const MIB = 1024 * 1024;

/** One pool of kept-alive connections to one system. Never follows a redirect: a system that moved is a setting to change. */
export const createHttpClient = (options: HttpClientOptions): HttpClient => {
  const base = new URL(options.baseUrl.endsWith('/') ? options.baseUrl : `${options.baseUrl}/`);
  const maxBodyBytes = options.maxBodyBytes ?? 16 * MIB;
  const parse = options.parse ?? ((text: string): unknown => JSON.parse(text));
  const pool = new Pool(base.origin, {
    connections: options.connections ?? 16,
    headersTimeout: options.headersTimeoutMs ?? 30_000,
    bodyTimeout: options.bodyTimeoutMs ?? 30_000,
    connect: connecting(options.connectTimeoutMs ?? 5_000, options.tls),
    keepAliveTimeout: 10_000,
  });
  let closing: Promise<void> | undefined;

  const bytes = async (request: HttpRequest): Promise<HttpResponse<Buffer>> => {
    try {
      const response = await pool.request({
        method: request.method ?? 'GET',
        path: target(base, request),
        headers: {
          'accept-encoding': 'gzip',
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(await options.headers?.()),
          ...request.headers,
        },
        body: request.body === undefined ? null : bodyText(request.body),
        ...(request.signal ? { signal: request.signal } : {}),
      });
      const headers = flatten(response.headers);
      const raw = await collect(response.body, maxBodyBytes);
      const packed = headers['content-encoding'] === 'gzip' && raw.length > 0;
      const body = packed ? await unzip(raw, { maxOutputLength: maxBodyBytes }) : raw;
      return { status: response.statusCode, headers, size: body.length, body };
    } catch (error) {
      throw asHttpFault(error, request.signal);
    }
  };

  return {
    bytes,
    json: async (request) => {
      const response = await bytes(request);
      const text = response.body.toString('utf8').replace(/^\uFEFF/, '');
      if (text.trim() === '') return { ...response, body: undefined };
      try {
        return { ...response, body: parse(text) };
      } catch {
        // A gateway's HTML error page is told by its status, which the adapter reads next.
        if (response.status >= 400) return { ...response, body: undefined };
        throw new HttpFault('not-json', 'The body of a successful response is not JSON');
      }
    },
    close: () => (closing ??= pool.destroy()),
  };
};

const secure = ({ authority, key, certificate }: HttpClientTls) => ({
  ...(authority && { ca: authority }),
  ...(key && { key }),
  ...(certificate && { cert: certificate }),
});

/** No session is taken up again where we show a certificate: each handshake is with the one that there is now. */
const connecting = (
  timeout: number,
  tls: HttpClientOptions['tls'],
): buildConnector.connector | buildConnector.BuildOptions =>
  tls === undefined
    ? { timeout }
    : (...wanted) => buildConnector({ timeout, ...secure(tls()), maxCachedSessions: 0 })(...wanted);

const target = (base: URL, { path, query }: HttpRequest): string => {
  const url = /^https?:/.test(path) ? new URL(path) : new URL(path.replace(/^\/+/, ''), base);
  // A paging link that points elsewhere would carry our credentials, and a patient, to another server.
  if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname))
    throw new HttpFault('unreachable', 'The link leads outside the configured system; it was not followed');
  for (const [key, value] of Object.entries(query ?? {}))
    for (const item of typeof value === 'string' ? [value] : (value ?? [])) url.searchParams.append(key, item);
  return url.pathname + url.search;
};

const bodyText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

const flatten = (fields: Record<string, string | string[] | undefined>): HeaderFields =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );

const collect = async (body: AsyncIterable<Buffer>, limit: number): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  let size = 0;
  // Leaving the loop by throwing destroys the stream, and with it the connection: the rest is never read.
  for await (const piece of body) {
    size += piece.length;
    if (size > limit) throw new HttpFault('too-large', `The body is larger than ${limit} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
};

const asHttpFault = (error: unknown, signal: AbortSignal | undefined): HttpFault => {
  if (error instanceof HttpFault) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (signal?.aborted || code === 'UND_ERR_ABORTED')
    return new HttpFault('aborted', 'The asker stopped waiting', { cause: error });
  if (code === 'ERR_BUFFER_TOO_LARGE') return new HttpFault('too-large', 'The unpacked body is too large');
  if (code.startsWith('Z_') || code === 'ERR_ZLIB_INITIALIZATION_FAILED')
    return new HttpFault('not-json', 'The body says gzip and does not unpack', { cause: error });
  if (/TIMEOUT/.test(code)) return new HttpFault('timed-out', 'The system stayed silent too long', { cause: error });
  return new HttpFault('unreachable', `No connection to the system (${code || 'no code'})`, { cause: error });
};
