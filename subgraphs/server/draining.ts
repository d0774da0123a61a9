import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Longer than a request may take at the gateway, and shorter than the ten seconds that Docker waits before it kills. */
export const DRAIN_MS = 5_000;

/**
 * Told to close, a server takes no connection more and answers what is under way, each answer the last on its connection.
 * What has none after `ms` is cut off. Whoever keeps a connection for later is not waited for.
 */
export const drainOnClose = (app: FastifyInstance, ms = DRAIN_MS): void => {
  let cut: NodeJS.Timeout | undefined;
  // Of one whose TLS handshake has not ended the HTTP server does not know, and yet waits for it.
  const open = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  app.addHook('preClose', (done) => {
    cut = setTimeout(() => open.forEach((socket) => socket.destroy()), ms);
    done();
  });
  // Kept open, it would be waited for as long as it may lie idle.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (cut !== undefined) reply.header('connection', 'close');
    done();
  });
  app.addHook('onClose', (_app, done) => {
    clearTimeout(cut);
    done();
  });
};
