import Fastify, { type FastifyInstance } from 'fastify';
import type { ErrorLog } from '../errors';
import { RECEIVE_MS, serverOptions } from './endpoint';
import type { ServiceTls } from './service-tls';

/**
 * A server that nobody speaks to without a certificate of the installation's authority: refused in the handshake, before
 * a byte of a request is read, health checks too.
 */
export const mutualTlsServer = (tls: ServiceTls, log: ErrorLog): FastifyInstance => {
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
  app.server.on('tlsClientError', ({ code = 'no reason given' }: NodeJS.ErrnoException, { authorizationError }) =>
    // Of a certificate that was not taken Node's error says only that the connection ended.
    log.error({ code: authorizationError ?? code }, 'a connection was refused: not of a service of this installation'),
  );
  return app as unknown as FastifyInstance;
};
