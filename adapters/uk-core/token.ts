import { z } from 'zod';
import type { Clock } from '../../schema/clock';
import { faultOfStatus } from '../source-fault';
import { SourceFault } from '../contract';
import type { HttpClient } from '../wire/http/client';

export interface TokenOptions {
  readonly http: HttpClient;
  /** A path below the client's base address. */
  readonly path: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly timeoutMs: number;
  readonly clock: Clock;
}

export interface AccessToken {
  /** The token in force, asked for when there is none. Throws {@link SourceFault} or an HTTP fault. */
  current(signal: AbortSignal): Promise<string>;
  /** The system no longer takes it: the next ask fetches another. A token that came since is kept. */
  forget(token: string): void;
}

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  token_type: z.string().refine((type) => type.toLowerCase() === 'bearer'),
  expires_in: z.number().positive(),
});

/** A token is let go this long before it expires, so that it does not expire on the way. */
const MARGIN_MS = 30_000;

/** Resolves with the shared work, or as soon as this asker stops waiting: one asker's end must not be another's. */
const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = (): void => reject(new SourceFault('SOURCE_TIMEOUT', 'The asker stopped waiting'));
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });

/** OAuth2 client credentials (RFC 6749, 4.4), one token for all askers, fetched once however many wait. */
export const createAccessToken = (options: TokenOptions): AccessToken => {
  let held: { readonly token: string; readonly until: number } | null = null;
  let fetching: Promise<string> | null = null;

  const fetchToken = async (): Promise<string> => {
    const credentials = Buffer.from(
      `${encodeURIComponent(options.clientId)}:${encodeURIComponent(options.clientSecret)}`,
    ).toString('base64');
    const response = await options.http.json({
      method: 'POST',
      path: options.path,
      headers: {
        authorization: `Basic ${credentials}`,
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
      body: 'grant_type=client_credentials',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    if (response.status === 400) throw new SourceFault('SOURCE_REFUSED', 'Refused to give an access token (HTTP 400)');
    const fault = faultOfStatus(response.status, response.headers, options.clock);
    if (fault) throw fault;
    const read = tokenAnswer.safeParse(response.body);
    if (!read.success) throw new SourceFault('SOURCE_INVALID', 'The token endpoint answered with something else');
    const lifetime = read.data.expires_in * 1_000;
    held = {
      token: read.data.access_token,
      until: options.clock.millis() + Math.max(lifetime - MARGIN_MS, lifetime / 2),
    };
    return held.token;
  };

  return {
    current: (signal) => {
      if (held !== null && options.clock.millis() < held.until) return Promise.resolve(held.token);
      fetching ??= fetchToken().finally(() => {
        fetching = null;
      });
      return unlessAborted(fetching, signal);
    },
    forget: (token) => {
      if (held?.token === token) held = null;
    },
  };
};
