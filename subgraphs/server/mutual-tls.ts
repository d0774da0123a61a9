import Fastify, { type FastifyInstance } from 'fastify';
import type { Clock } from '../../schema/clock';
import { toldSeldom } from '../../schema/told-seldom';
import type { ErrorLog } from '../errors';
import { RECEIVE_MS, serverOptions } from './endpoint';
import type { ServiceTls } from './service-tls';

/** Whoever asked ended the connection itself, or never began: it is not we who refused a certificate. */
const GAVE_UP: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ERR_TLS_HANDSHAKE_TIMEOUT']);

const wordsOf = (why: string): string =>
  GAVE_UP.has(why)
    ? 'a connection ended before its handshake did: who asked gave up, did not take our certificate, or only looked whether somebody listens'
    : 'a connection was refused: not of a service of this installation';

/**
 * A server that nobody speaks to without a certificate of the installation's authority: refused in the handshake, before
 * a byte of a request is read, health checks too.
 */
export const mutualTlsServer = (tls: ServiceTls, log: ErrorLog, clock: Clock): FastifyInstance => {
  const { http, ...options } = serverOptions();
  let used = tls.current();
  const app = Fastify({
    ...options,
    https: { ...http, ...used, requestCert: true, rejectUnauthorized: true, handshakeTimeout: RECEIVE_MS },
  });
  // Before Node's own listener, which begins the handshake.
  app.server.prependListener('connection', () => {
    const files = tls.current();
    if (files !== used) app.server.setSecureContext(files);
    used = files;
  });
  const seldom = toldSeldom(clock);
  app.server.on('tlsClientError', ({ code = 'no reason given' }: NodeJS.ErrnoException, { authorizationError }) => {
    // Of a certificate that was not taken Node's error says only that the connection ended.
    const why = String(authorizationError ?? code);
    seldom(why, (untold) => log.error({ code: why, ...(untold > 0 && { untold }) }, wordsOf(why)));
  });
  return app as unknown as FastifyInstance;
};
