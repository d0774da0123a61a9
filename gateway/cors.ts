import type { FastifyInstance } from 'fastify';

/** Lets pages of the named origins ask the graph with a bearer token. No cookies exist, so no credentials are allowed. */
export const allowOrigins = (app: FastifyInstance, origins: readonly string[]): void => {
  const allowed = new Set(origins);
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    if (allowed.size === 0 || origin === undefined) return;
    reply.header('vary', 'Origin');
    if (!allowed.has(origin)) return;
    reply
      .header('access-control-allow-origin', origin)
      .header('access-control-expose-headers', 'X-Request-ID, Retry-After');
  });
  app.options('/graphql', (request, reply) => {
    if (allowed.has(request.headers.origin ?? ''))
      reply
        .header('access-control-allow-methods', 'POST')
        .header('access-control-allow-headers', 'content-type, authorization, x-request-id, x-purpose, traceparent')
        .header('access-control-max-age', '600');
    return reply.code(204).header('allow', 'POST').send();
  });
};
